package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ImageReader;
import io.faultline.proposal.ProposalGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RankingStageTest {
  private static final Path QUAY =
      Path.of(System.getProperty("faultline.shared", "../shared"), "data", "quay-cracks");

  private static ProposalSource source(ProposalOrder order) {
    return new ProposalSource(
        ProposalGenerators.AUTO, ProposalGenerators.DEFAULT_BUDGET, order, List.of(), 1024, 128);
  }

  private static ProposalSource learnt(ProposalSource source, Dataset photos, int threads) {
    try (RunContexts runs = new RunContexts(threads)) {
      return RankingStage.run(
          source,
          source.pieces(photos.images()),
          Set.of(),
          new PhotoCache(),
          new RunSeed(1),
          runs.context());
    }
  }

  /** What auto stands for where nothing was learnt. */
  private static ProposalSource unlearnt(ProposalSource source) {
    return source.with(ProposalGenerators.CHOICES.get(0), List.of());
  }

  private static Dataset site(String name) {
    Path file = QUAY.resolve(name).resolve("annotations.json");
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is missing");
    return CocoReader.read(file, Optional.empty()).strict();
  }

  /** What one site teaches holds at the other. */
  @Test
  void defaultReachesNearlyAllCracksOfAnotherSite() {
    List<Coverage> photos = new ArrayList<>();
    for (List<String> way : List.of(List.of("k1", "h1"), List.of("h1", "k1"))) {
      ProposalGenerator generator =
          learnt(source(ProposalOrder.LEARNT), site(way.get(0)), 2).generator();
      for (ImageRecord image : site(way.get(1)).images()) {
        photos.add(Coverage.of(image, generator.propose(ImageReader.read(image.path()))));
      }
    }
    ProposalCeiling ceiling = ProposalCeiling.of(photos);
    assertThat(ceiling.objects()).isEqualTo(318);
    assertThat(ceiling.boxesPerPhoto()).isLessThanOrEqualTo(ProposalGenerators.DEFAULT_BUDGET);
    assertThat(ceiling.recallAt50()).isGreaterThanOrEqualTo(0.985);
    assertThat(ceiling.recallAt70()).isGreaterThanOrEqualTo(0.82);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    Dataset some = site("h1");
    ProposalSource one = learnt(source(ProposalOrder.LEARNT), some, 1);
    assertThat(one.ranking()).isNotEmpty();
    assertThat(learnt(source(ProposalOrder.LEARNT), some, 3)).isEqualTo(one);
  }

  @Test
  void heldOutPhotosTeachNothing() {
    Dataset all = site("h1");
    ProposalSource source = source(ProposalOrder.LEARNT);
    Set<String> heldOut =
        all.images().stream().skip(40).map(ImageRecord::fileName).collect(Collectors.toSet());
    try (RunContexts runs = new RunContexts(2)) {
      assertThat(
              RankingStage.run(
                  source,
                  source.pieces(all.images()),
                  heldOut,
                  new PhotoCache(),
                  new RunSeed(1),
                  runs.context()))
          .isEqualTo(learnt(source, all.filter(image -> !heldOut.contains(image.fileName())), 2));
    }
  }

  @Test
  void otherOrdersLearnNothing() {
    for (ProposalOrder order : List.of(ProposalOrder.RANKED, ProposalOrder.OWN)) {
      ProposalSource source = source(order);
      assertThat(learnt(source, site("h1"), 1)).isEqualTo(unlearnt(source));
    }
  }

  @Test
  void photosWithoutObjectsOrThatCannotBeReadTeachNothing() {
    ProposalSource source = source(ProposalOrder.LEARNT);
    Dataset photos = site("h1");
    Dataset lost =
        new Dataset(
            photos.categories(),
            photos.images().stream()
                .limit(3)
                .map(
                    image ->
                        new ImageRecord(
                            image.id(),
                            image.fileName(),
                            Path.of("no-such-folder", image.fileName()),
                            image.widthPx(),
                            image.heightPx(),
                            image.annotations(),
                            true,
                            ExifRule.AS_STORED))
                .toList());
    assertThat(learnt(source, lost, 1)).isEqualTo(unlearnt(source));
    Dataset empty = new Dataset(photos.categories(), List.of());
    assertThat(learnt(source, empty, 1)).isEqualTo(unlearnt(source));
    assertThat(source.generator().describe())
        .isEqualTo(source(ProposalOrder.RANKED).generator().describe());
  }
}
