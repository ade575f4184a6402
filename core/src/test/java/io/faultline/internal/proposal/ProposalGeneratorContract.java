package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every generator keeps; each has a subclass of one line. */
public abstract class ProposalGeneratorContract {
  private final ProposalGenerator generator;

  public ProposalGeneratorContract(ProposalGenerator generator) {
    this.generator = generator;
  }

  static Stream<Arguments> photos() {
    return Stream.of(
        Arguments.of("1x1", Photos.flat(1, 1)),
        Arguments.of("2x2 noise", Photos.noise(2, 2)),
        Arguments.of("1x500", Photos.noise(1, 500)),
        Arguments.of("500x1", Photos.noise(500, 1)),
        Arguments.of("3x2000", Photos.cracked(3, 2000)),
        Arguments.of("10000x2", Photos.cracked(10000, 2)),
        Arguments.of("flat", Photos.flat(60, 40)),
        Arguments.of("noise", Photos.noise(48, 33)),
        Arguments.of("cracked", Photos.cracked(120, 90)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void boxesAreWholeInsideAndDistinct(String name, Raster photo) {
    List<Box> boxes = generator.propose(photo).boxes();
    assertThat(boxes).doesNotHaveDuplicates();
    assertThat(boxes)
        .allSatisfy(
            box -> {
              assertThat(box.clip(photo.width(), photo.height())).contains(box);
              for (double corner : new double[] {box.x1(), box.y1(), box.x2(), box.y2()}) {
                assertThat(corner).isEqualTo(Math.rint(corner));
              }
              assertThat(Math.min(box.width(), box.height())).isGreaterThanOrEqualTo(1);
            });
  }

  @Test
  void findsSomethingOnACrackedPhoto() {
    assertThat(generator.propose(Photos.cracked(120, 90)).boxes()).isNotEmpty();
  }

  @Test
  void sameBoxesInSameOrderOnAnyNumberOfThreads() throws Exception {
    List<Raster> photos = List.of(Photos.cracked(120, 90), Photos.noise(48, 33));
    List<Proposals> alone = photos.stream().map(generator::propose).toList();
    List<Callable<Proposals>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Raster photo = photos.get(i % 2);
      tasks.add(() -> generator.propose(photo));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Proposals>> together = threads.invokeAll(tasks);
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % 2));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void descriptionIsOneLineThatStartsWithAName() {
    assertThat(generator.describe()).matches("[a-z-]+\\(.*\\)").isEqualTo(generator.describe());
  }
}
