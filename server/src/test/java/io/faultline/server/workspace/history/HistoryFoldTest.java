package io.faultline.server.workspace.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFoldTest {
  private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");
  private static final int CRACK = 1;
  private static final int SPALLING = 2;
  private static final Box LEFT = new Box(10, 10, 50, 40);
  private static final Box RIGHT = new Box(100, 10, 150, 40);

  private final List<Entry> history = new ArrayList<>();

  private int next() {
    return history.size() + 1;
  }

  private PhotoState edit(Change... changes) {
    history.add(new Entry.Edited(next(), AT, "ann", List.of(changes)));
    return HistoryFold.of(history);
  }

  private PhotoState detect(String model, Detection... found) {
    history.add(new Entry.Detected(next(), AT, "model", model, List.of(found)));
    return HistoryFold.of(history);
  }

  private PhotoState undo() {
    int undoes = HistoryFold.of(history).undoable().orElseThrow();
    history.add(new Entry.Undone(next(), AT, "ann", undoes));
    return HistoryFold.of(history);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void undoAfterAnyEditGivesTheStateBeforeIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 60; step++) {
      PhotoState before = HistoryFold.of(history);
      if (random.nextInt(6) == 0) {
        detect("model" + random.nextInt(3), found(random), found(random));
        continue;
      }
      edit(anyChange(random, before), anyChange(random, before));
      boolean takenBack = random.nextBoolean();
      if (takenBack) {
        PhotoState after = undo();
        assertThat(after.boxes()).isEqualTo(before.boxes());
        assertThat(after.reviewed()).isEqualTo(before.reviewed());
        assertThat(after.corrected()).isEqualTo(before.corrected());
        assertThat(after.removed()).isEqualTo(before.removed());
        assertThat(after.undoable()).isEqualTo(before.undoable());
        assertThat(after.version()).isEqualTo(before.version() + 2);
      }
      assertThat(HistoryFold.of(List.copyOf(history))).isEqualTo(HistoryFold.of(history));
      assertThat(HistoryFold.of(history).boxes().stream().map(PhotoBox::id))
          .doesNotHaveDuplicates();
    }
  }

  private static Detection found(SplittableRandom random) {
    return new Detection(CRACK, box(random), random.nextDouble());
  }

  private static Box box(SplittableRandom random) {
    return Box.ofSize(
        random.nextInt(300), random.nextInt(300), 1 + random.nextInt(60), 1 + random.nextInt(60));
  }

  private static Change anyChange(SplittableRandom random, PhotoState state) {
    String box =
        state.boxes().isEmpty()
            ? "none"
            : state.boxes().get(random.nextInt(state.boxes().size())).id();
    return switch (random.nextInt(11)) {
      case 0 -> new Change.Accept(box);
      case 1 -> new Change.Reject(box);
      case 2 -> new Change.Reclass(box, SPALLING);
      case 3 -> new Change.Move(box, box(random));
      case 4 -> new Change.Delete(box);
      case 5 -> new Change.Insert(CRACK, box(random));
      case 6 -> new Change.Review(random.nextDouble());
      case 7 -> new Change.Unreview();
      case 8 -> new Change.Remove();
      case 9 -> new Change.Restore();
      default -> new Change.Add(CRACK, box(random));
    };
  }

  @Test
  void undoGoesBackEditByEditAndOverDetections() {
    edit(new Change.Add(CRACK, LEFT));
    edit(new Change.Add(CRACK, RIGHT));
    PhotoState detected = detect("a", new Detection(CRACK, new Box(200, 0, 220, 90), 0.5));
    assertThat(detected.boxes()).extracting(PhotoBox::id).containsExactly("p1.0", "p2.0", "m3.0");
    assertThat(undo().boxes()).extracting(PhotoBox::id).containsExactly("p1.0", "m3.0");
    assertThat(undo().boxes()).extracting(PhotoBox::id).containsExactly("m3.0");
    assertThat(HistoryFold.of(history).undoable()).isEmpty();
  }

  @Test
  void aNewModelReplacesOpenBoxesAlone() {
    PhotoState first =
        detect("a", new Detection(CRACK, LEFT, 0.9), new Detection(CRACK, RIGHT, 0.8));
    assertThat(first.boxes()).extracting(PhotoBox::state).containsOnly(BoxState.OPEN);
    edit(new Change.Reject("m1.0"), new Change.Reclass("m1.1", SPALLING));
    PhotoState second =
        detect(
            "b",
            new Detection(CRACK, LEFT, 0.99),
            new Detection(CRACK, RIGHT, 0.7),
            new Detection(SPALLING, LEFT, 0.6));
    // The crack at LEFT was rejected, the one at RIGHT is accepted as spalling: both are settled.
    assertThat(second.boxes()).extracting(PhotoBox::id).containsExactly("m1.0", "m1.1", "m3.2");
    assertThat(second.model()).contains("b");
    PhotoState third = detect("c");
    assertThat(third.boxes()).extracting(PhotoBox::id).containsExactly("m1.0", "m1.1");
  }

  @Test
  void reviewAcceptsWhatWasShownAndNothingElseIsAnObject() {
    detect("a", new Detection(CRACK, LEFT, 0.9), new Detection(CRACK, RIGHT, 0.2));
    PhotoState reviewed = edit(new Change.Review(0.5));
    assertThat(reviewed.reviewed()).isTrue();
    assertThat(reviewed.reported(Thresholds.all(0)))
        .extracting(PhotoBox::id)
        .containsExactly("m1.0");
    PhotoState later = detect("b", new Detection(CRACK, new Box(0, 200, 90, 220), 0.99));
    assertThat(later.boxes()).isEqualTo(reviewed.boxes());
    assertThat(edit(new Change.Unreview()).reported(Thresholds.all(0))).hasSize(2);
  }

  @Test
  void reviewAcceptsByTheThresholdsOfTheClasses() {
    Thresholds shown = new Thresholds(0.5, Map.of(SPALLING, 0.1));
    detect("a", new Detection(CRACK, LEFT, 0.2), new Detection(SPALLING, RIGHT, 0.2));
    assertThat(edit(Change.Review.at(shown)).reported(shown))
        .extracting(PhotoBox::id)
        .containsExactly("m1.1");
  }

  @Test
  void reviewsOfOlderProgramsAreReadAndOneThresholdIsWrittenAsBefore() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String older = "{\"op\":\"review\",\"threshold\":0.5}";
    assertThat(json.readValue(older, Change.class)).isEqualTo(new Change.Review(0.5));
    assertThat(json.writerFor(Change.class).writeValueAsString(new Change.Review(0.5)))
        .isEqualTo(older);
    Change own = Change.Review.at(new Thresholds(0.5, Map.of(SPALLING, 0.1)));
    String written = json.writerFor(Change.class).writeValueAsString(own);
    assertThat(json.readValue(written, Change.class)).isEqualTo(own);
  }

  @Test
  void deletingAModelsBoxRejectsItAndAPersonsBoxGoes() {
    detect("a", new Detection(CRACK, LEFT, 0.9));
    edit(new Change.Add(CRACK, RIGHT));
    PhotoState state = edit(new Change.Delete("m1.0"), new Change.Delete("p2.0"));
    assertThat(state.boxes()).hasSize(1);
    assertThat(state.boxes().get(0).state()).isEqualTo(BoxState.REJECTED);
  }

  @Test
  void aReviewAloneIsNoCorrection() {
    detect("a", new Detection(CRACK, LEFT, 0.9));
    assertThat(edit(new Change.Accept("m1.0"), new Change.Review(0.5)).corrected()).isFalse();
    assertThat(edit(new Change.Move("m1.0", RIGHT)).corrected()).isTrue();
  }

  @Test
  void changesAreCheckedBeforeTheyCount() {
    PhotoState state = detect("a", new Detection(CRACK, LEFT, 0.9));
    Set<Integer> known = Set.of(CRACK);
    assertFault(state, known, new Change.Accept("m9.9"), "change 1: box is m9.9");
    assertFault(state, known, new Change.Reclass("m1.0", SPALLING), "category id is 2");
    assertFault(
        state, known, new Change.Add(CRACK, new Box(900, 0, 950, 10)), "outside of the photo");
    assertThatThrownBy(() -> Changes.checked(List.of(), state, 200, 100, known))
        .isInstanceOf(FaultlineException.class);
    assertThat(
            Changes.checked(
                List.of(new Change.Add(CRACK, new Box(-5, 50, 30, 500))), state, 200, 100, known))
        .containsExactly(new Change.Add(CRACK, new Box(0, 50, 30, 100)));
  }

  private static void assertFault(
      PhotoState state, Set<Integer> known, Change change, String message) {
    assertThatThrownBy(() -> Changes.checked(List.of(change), state, 200, 100, known))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining(message);
  }
}
