package io.faultline.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.store.Counts;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  private static final String HASH = "a".repeat(64);

  @TempDir Path folder;

  private Workspace unsearched() {
    return Workspace.open(folder, new ModelSlot(), WorkspaceOptions.DEFAULT);
  }

  private static PhotoRow add(Workspace workspace, String name, long seed) throws IOException {
    return workspace.add(name, TestPhotos.stream(80, 60, seed)).photo().orElseThrow();
  }

  static void awaitQueue(Workspace workspace) throws InterruptedException {
    for (int i = 0; i < 600 && workspace.counts().waiting() > 0; i++) {
      Thread.sleep(100);
    }
    assertThat(workspace.counts().waiting()).isZero();
  }

  @Test
  void theSameBytesAreTheSamePhoto() throws IOException {
    try (Workspace workspace = unsearched()) {
      Workspace.Taken first = workspace.add("a.png", TestPhotos.stream(80, 60, 1));
      Workspace.Taken second = workspace.add("b.png", TestPhotos.stream(80, 60, 1));
      assertThat(first.duplicate()).isFalse();
      assertThat(second.duplicate()).isTrue();
      assertThat(second.photo().map(PhotoRow::id)).isEqualTo(first.photo().map(PhotoRow::id));
      assertThat(workspace.list(PhotoQuery.ALL).total()).isEqualTo(1);
    }
  }

  @Test
  void picturesOfAPhotoThatNoModelSearchesAreMadeBeforeAnybodyLooks() throws Exception {
    try (Workspace workspace = unsearched()) {
      PhotoRow row = add(workspace, "a.png", 1);
      Path thumbnail = folder.resolve("pictures/thumbnails/" + row.hash() + ".jpg");
      for (int i = 0; i < 600 && !Files.exists(thumbnail); i++) {
        Thread.sleep(50);
      }
      assertThat(thumbnail).isRegularFile();
      assertThat(workspace.views().thumbnail(row)).isEqualTo(Files.readAllBytes(thumbnail));
    }
  }

  @Test
  void namesFromOutsideAreTextAndNeverPaths() throws IOException {
    List<String> names =
        List.of(
            "../../etc/passwd",
            "..\\..\\boot.ini",
            "<img src=x onerror=alert(1)>.jpg",
            "con.png",
            "a\u0000b\nc.png",
            "/",
            "",
            "x".repeat(5000) + ".png");
    try (Workspace workspace = unsearched()) {
      int seed = 10;
      for (String name : names) {
        PhotoRow row = add(workspace, name, seed++);
        assertThat(row.exportName()).doesNotContain("/", "\\", "\u0000", "<").doesNotStartWith(".");
        assertThat(row.exportName().length()).isLessThan(120);
        assertThat(row.name()).doesNotContain("\n", "\u0000");
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("photos"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .hasSize(names.size())
          .allMatch(name -> name.matches("[0-9a-f]{64}\\.png"));
    }
  }

  @Test
  void equalNamesGetDifferentExportNames() throws IOException {
    try (Workspace workspace = unsearched()) {
      PhotoRow first = add(workspace, "IMG_1.png", 1);
      PhotoRow second = add(workspace, "img_1.PNG", 2);
      assertThat(first.exportName()).isEqualTo("IMG_1.png");
      assertThat(second.exportName()).startsWith("img_1-").endsWith(".PNG");
      assertThat(second.name()).isEqualTo("img_1.PNG");
    }
  }

  @Test
  void whatIsNoPhotoIsRefusedWithTheReasonAndLeavesNothing() throws IOException {
    try (Workspace workspace = unsearched()) {
      for (byte[] bytes :
          List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), new byte[100_000])) {
        Workspace.Taken taken = workspace.add("notes.txt", new ByteArrayInputStream(bytes));
        assertThat(taken.photo()).isEmpty();
        assertThat(taken.error().orElseThrow()).contains("notes.txt").doesNotContain("incoming");
      }
      assertThat(workspace.counts().photos()).isZero();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("photos"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void tooLargeAPhotoIsRefusedBeforeItIsDecoded() throws IOException {
    WorkspaceOptions small =
        new WorkspaceOptions(
            Optional.empty(),
            1000,
            1 << 20,
            true,
            WorkspaceOptions.DEFAULT.teaching(),
            WorkspaceOptions.DEFAULT.clock());
    try (Workspace workspace = Workspace.open(folder, new ModelSlot(), small)) {
      assertThat(workspace.add("big.png", TestPhotos.stream(80, 60, 1)).error().orElseThrow())
          .isEqualTo(
              "big.png: size in the header is 80x60 (4800 pixels); must be at most 1000 pixels");
    }
  }

  @Test
  void twoEditorsDoNotOverwriteEachOther() throws IOException {
    try (Workspace workspace = unsearched()) {
      int crack = workspace.category("crack").id();
      PhotoRow row = add(workspace, "a.png", 1);
      Change mine = new Change.Add(crack, new Box(1, 1, 9, 9));
      Change theirs = new Change.Add(crack, new Box(20, 20, 30, 30));
      assertThat(workspace.edit(row.id(), 0, "ann", List.of(mine)).orElseThrow())
          .isInstanceOf(PhotoLedger.Result.Done.class);
      PhotoLedger.Result late = workspace.edit(row.id(), 0, "bob", List.of(theirs)).orElseThrow();
      assertThat(late).isInstanceOf(PhotoLedger.Result.Conflict.class);
      assertThat(late.photo().state().boxes())
          .extracting(PhotoBox::box)
          .containsExactly(new Box(1, 1, 9, 9));
      PhotoLedger.Result merged = workspace.edit(row.id(), 1, "bob", List.of(theirs)).orElseThrow();
      assertThat(merged.photo().state().boxes()).hasSize(2);
      assertThat(workspace.undo(row.id(), 1, "ann").orElseThrow())
          .isInstanceOf(PhotoLedger.Result.Conflict.class);
    }
  }

  @Test
  void changesAreMadeTogetherOrNotAtAll() throws IOException {
    try (Workspace workspace = unsearched()) {
      int crack = workspace.category("crack").id();
      PhotoRow row = add(workspace, "a.png", 1);
      assertThatThrownBy(
              () ->
                  workspace.edit(
                      row.id(),
                      0,
                      "ann",
                      List.of(
                          new Change.Add(crack, new Box(1, 1, 9, 9)), new Change.Accept("p7.0"))))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
          .hasMessageContaining("change 2");
      assertThat(workspace.photo(row.id()).orElseThrow().state().version()).isZero();
      assertThat(workspace.edit(99, 0, "ann", List.of(new Change.Unreview()))).isEmpty();
    }
  }

  @Test
  void aRemovedPhotoIsInNoListAndComesBackAsItWas() throws IOException {
    try (Workspace workspace = unsearched()) {
      int crack = workspace.category("crack").id();
      PhotoRow row = add(workspace, "a.png", 1);
      add(workspace, "b.png", 2);
      Change drawn = new Change.Add(crack, new Box(1, 1, 9, 9));
      workspace.edit(row.id(), 0, "ann", List.of(drawn, new Change.Review(0.5)));
      PhotoLedger.Photo before = workspace.photo(row.id()).orElseThrow();
      Counts all = workspace.counts();
      assertThat(workspace.operating(0.5).photos()).isEqualTo(1);

      workspace.edit(row.id(), 1, "ann", List.of(new Change.Remove()));
      assertThat(workspace.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0, 1));
      assertThat(workspace.list(PhotoQuery.ALL).photos())
          .extracting(PhotoRow::name)
          .containsExactly("b.png");
      assertThat(workspace.list(PhotoQuery.ofReviewed()).total()).as("for training").isZero();
      assertThat(workspace.operating(0.5).photos()).isZero();
      assertThat(workspace.photo(row.id()).orElseThrow().state().boxes())
          .as("nothing is lost")
          .isEqualTo(before.state().boxes());

      Workspace.Taken again = workspace.add("c.png", TestPhotos.stream(80, 60, 1));
      assertThat(again.duplicate()).isFalse();
      assertThat(again.photo().map(PhotoRow::id)).contains(row.id());
      assertThat(workspace.counts()).isEqualTo(all);
      assertThat(workspace.operating(0.5).photos()).isEqualTo(1);
      assertThat(workspace.photo(row.id()).orElseThrow().state().boxes())
          .isEqualTo(before.state().boxes());
      assertThat(workspace.add("d.png", TestPhotos.stream(80, 60, 1)).duplicate()).isTrue();

      PhotoLedger.Result undone = workspace.undo(row.id(), 3, "ann").orElseThrow();
      assertThat(undone.photo().state().removed()).as("removed again").isTrue();
    }
  }

  @Test
  void everythingIsThereAfterReopening() throws IOException {
    PhotoLedger.Photo before;
    try (Workspace workspace = unsearched()) {
      int crack = workspace.category("crack").id();
      PhotoRow row = add(workspace, "a.png", 1);
      workspace.edit(
          row.id(),
          0,
          "ann",
          List.of(new Change.Add(crack, new Box(1, 1, 9, 9)), new Change.Review(0.5)));
      before = workspace.photo(row.id()).orElseThrow();
      assertThat(before.row().summary().verdict()).contains(Verdict.CRACK);
      assertThat(workspace.undo(row.id(), 1, "ann").orElseThrow().photo().state().boxes())
          .isEmpty();
    }
    try (Workspace workspace = unsearched()) {
      PhotoLedger.Photo after = workspace.photo(before.row().id()).orElseThrow();
      assertThat(after.row().version()).isEqualTo(2);
      assertThat(after.row().summary().reviewed()).isFalse();
      assertThat(workspace.undo(after.row().id(), 2, "ann").orElseThrow())
          .isInstanceOf(PhotoLedger.Result.NothingToUndo.class);
    }
  }

  @Test
  void oneProcessHasAWorkspaceAndTheOtherIsToldWhich() {
    try (Workspace workspace = unsearched()) {
      assertThat(workspace.counts().photos()).isZero();
      assertThatThrownBy(this::unsearched)
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
          .hasMessageContaining(folder.toString());
    }
    unsearched().close();
  }

  @Test
  void theDetectorFindsWhatItFindsEverywhereAndDamagedPhotosSayWhy()
      throws IOException, InterruptedException {
    byte[] wall = TestPhotos.png(400, 300, 3);
    byte[] torn = Arrays.copyOf(wall, 300);
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, WorkspaceOptions.DEFAULT)) {
      PhotoRow whole =
          workspace.add("wall.png", new ByteArrayInputStream(wall)).photo().orElseThrow();
      PhotoRow broken =
          workspace.add("torn.png", new ByteArrayInputStream(torn)).photo().orElseThrow();
      awaitQueue(workspace);
      PhotoLedger.Photo photo = workspace.photo(whole.id()).orElseThrow();
      PhotoOutcome expected;
      try (ModelSlot.Lease lease = slot.lease().orElseThrow()) {
        expected = lease.model().detector().inspect("wall.png", wall);
      }
      assertThat(photo.row().summary().verdict()).contains(expected.verdict());
      assertThat(photo.state().reported(workspace.thresholds()))
          .extracting(PhotoBox::box)
          .isEqualTo(expected.detections().stream().map(one -> one.box()).toList());
      assertThat(photo.state().boxes().size()).isGreaterThan(expected.detections().size());
      PhotoRow failed = workspace.row(broken.id()).orElseThrow();
      if (failed.state() == PhotoRow.State.FAILED) {
        assertThat(failed.error().orElseThrow()).startsWith("torn.png: ");
      } else {
        assertThat(failed.summary().verdict()).contains(Verdict.REVIEW);
      }
    }
  }

  @Test
  void waitingPhotosAreSearchedAfterARestartAndByANewModel()
      throws IOException, InterruptedException {
    long id;
    try (Workspace workspace = unsearched()) {
      id = add(workspace, "a.png", 1).id();
      assertThat(workspace.row(id).orElseThrow().state()).isEqualTo(PhotoRow.State.DONE);
    }
    try (ModelSlot slot = TestModels.slot(HASH);
        Workspace workspace = Workspace.open(folder, slot, WorkspaceOptions.DEFAULT)) {
      awaitQueue(workspace);
      assertThat(workspace.photo(id).orElseThrow().state().model()).contains(HASH);
    }
  }
}
