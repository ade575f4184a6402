package io.faultline.internal.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.DetectionTrace;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.detection.DetectionTrace.Fate;
import io.faultline.internal.detection.DetectionTrace.Place;
import io.faultline.internal.detection.DetectionTrace.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceJsonTest {
  private static final TraceJson.Header HEADER =
      new TraceJson.Header(
          List.of(new Category(3, "crack"), new Category(9, "\"rust\"")), Thresholds.all(0.1));

  @TempDir Path folder;

  @Property(tries = 60)
  void aTraceComesBackBitByBit(@ForAll long seed) throws IOException {
    TraceJson.Photo photo = new TraceJson.Photo(seed >> 12, "a\n\"b\".jpg", random(seed));
    Path file = Files.createTempFile("trace", ".jsonl");
    try {
      Files.writeString(file, TraceJson.header(HEADER) + "\n" + TraceJson.photo(photo) + "\n");
      List<TraceJson.Photo> read = new ArrayList<>();
      assertThat(TraceJson.read(file, read::add)).isEqualTo(HEADER);
      assertThat(read).containsExactly(photo);
    } finally {
      Files.delete(file);
    }
  }

  private static DetectionTrace random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Proposal> proposals = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    List<Detection> merged = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      float score = (float) random.nextDouble();
      proposals.add(new Proposal(box(random), List.of(score, (float) random.nextDouble())));
      List<Place> path = new ArrayList<>();
      for (int k = random.nextInt(4); k >= 0; k--) {
        path.add(new Place(box(random), (float) random.nextDouble()));
      }
      Fate fate = List.of(Fate.values()).get(random.nextInt(Fate.values().length));
      candidates.add(new Candidate(i, 9, path, fate, random.nextInt(4) - 1));
      merged.add(new Detection(3, box(random), random.nextDouble()));
    }
    return new DetectionTrace(List.of(3, 9), proposals, candidates, merged, random.nextInt(5));
  }

  private static Box box(SplittableRandom random) {
    return Box.ofSize(
        random.nextDouble() * 1000,
        random.nextInt(900),
        1 + random.nextInt(99),
        random.nextDouble());
  }

  @Test
  void theFormIsTheDocumentedOne() {
    Box box = new Box(12, 3, 52.5, 12.25);
    DetectionTrace trace =
        new DetectionTrace(
            List.of(3),
            List.of(new Proposal(box, List.of(0.25f))),
            List.of(new Candidate(0, 3, List.of(new Place(box, 0.25f)), Fate.TILE_LIMIT, -1)),
            List.of(new Detection(3, box, 0.75)),
            1);
    assertThat(
            TraceJson.header(
                new TraceJson.Header(List.of(new Category(3, "crack")), Thresholds.all(0.5))))
        .isEqualTo(
            "{\"format\":\"faultline-trace\",\"version\":1,\"threshold\":0.5,"
                + "\"categories\":[{\"id\":3,\"name\":\"crack\"}]}");
    assertThat(TraceJson.photo(new TraceJson.Photo(7, "wall.jpg", trace)))
        .isEqualTo(
            "{\"image_id\":7,\"file\":\"wall.jpg\",\"proposals\":[[12,3,52.5,12.25,0.25]],"
                + "\"candidates\":[[0,3,\"tile_limit\",-1,12,3,52.5,12.25,0.25]],"
                + "\"merged\":[[3,12,3,52.5,12.25,0.75]],\"kept\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | line 1 is no header of a trace",
        "[] | line 1 is no header of a trace",
        "{ | line 1 is not JSON",
      })
  void aFileThatIsNoTraceIsRefused(String text, String words) throws IOException {
    assertFault(text, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"image_id\":1,\"proposals\":[[1,2,3]],\"kept\":0} | line 2 holds nothing",
        "{\"image_id\":1,\"proposals\":[[1,2,1,4,0,0]],\"kept\":0} | line 2 box width is 0",
        "{\"image_id\":\"x\",\"kept\":0} | line 2 holds \"x\"; it must be a finite number",
        "{\"image_id\":1,\"kept\":3} | line 2 kept is 3 of 0 boxes",
        "{\"image_id\":1,\"candidates\":[[0,3,\"lost\",-1,1,1,2,2,0]],\"kept\":0} | line 2",
      })
  void aBrokenPhotoIsRefused(String text, String words) throws IOException {
    assertFault(TraceJson.header(HEADER) + "\n" + text + "\n", words);
  }

  private void assertFault(String text, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("trace.jsonl"), text);
    assertThatThrownBy(() -> TraceJson.read(file, photo -> {}))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining(file + ": " + words);
  }
}
