package io.faultline.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.Progress;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.StoredRegions;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law: photo by photo, regions, labels and features are those of a training, bit for bit. */
class PhotoFeaturesTest {
  private static final PipelineConfig CONFIG =
      PipelineConfig.DEFAULT.with("classifier.store.rows-per-photo=24");

  @TempDir Path folder;

  /** The built-in model, which reads photos in tiles of 80 pixels. */
  private static DetectorBundle model() {
    DetectorOptions usual = DetectorOptions.DEFAULT;
    return BuiltInModels.bundle("crack")
        .withOptions(
            new DetectorOptions(
                usual.suppression(),
                usual.nmsIou(),
                usual.maxDetections(),
                usual.minScore(),
                usual.refinements(),
                usual.views(),
                80,
                20));
  }

  @Test
  void aPhotoGivesWhatATrainingStores() {
    Dataset photos =
        new SyntheticPhotos(new RunSeed(3), new SyntheticPhotos.Options(128, 96, 0, 1, 1))
            .write(folder.resolve("photos"), 3, Progress.NONE);
    DetectorBundle model = model();
    Set<String> heldOut = Set.of(photos.images().get(1).fileName());
    List<String> stored = stored(model, photos, heldOut);
    List<String> single = new ArrayList<>();
    List<String> judged = new ArrayList<>();
    long piece = 1;
    try (RegionDetector detector = RegionDetector.of(model, Compute.AUTO)) {
      PhotoFeatures features = new PhotoFeatures(detector, CONFIG, photos.categories());
      for (ImageRecord photo : photos.images()) {
        boolean held = heldOut.contains(photo.fileName());
        for (PhotoFeatures.PieceRegions regions : features.of(photo, piece, held)) {
          (held ? judged : single).addAll(lines(regions.rows()));
          Box tile = regions.piece().tile().box(); // Moved labels may reach out of it.
          assertThat(regions.boxes())
              .hasSize(regions.rows().rows())
              .allMatch(box -> box.intersection(tile) > 0);
        }
        piece += ProposalSource.of(model.manifest()).pieces(photo, 1).size();
      }
    }
    single.addAll(judged);
    assertThat(piece).isEqualTo(13); // Four tiles for each photo.
    assertThat(single).hasSizeGreaterThan(100).isEqualTo(stored);
  }

  @Test
  void aRuleThatComparesAllPhotosIsRefused() {
    PipelineConfig hardest = CONFIG.with("region.negatives.kind=hardest");
    assertThatThrownBy(() -> PhotoFeatures.requireSpread(hardest)).hasMessageContaining("hardest");
  }

  /** The rows of training photos, then those of held-out ones, as the stages of a training do. */
  private List<String> stored(DetectorBundle model, Dataset photos, Set<String> heldOut) {
    BundleManifest manifest = model.manifest();
    ProposalSource source = ProposalSource.of(manifest);
    PhotoCache cache = new PhotoCache();
    List<String> lines = new ArrayList<>();
    try (RunContexts runs = new RunContexts(1);
        RegionNetwork network =
            RegionNetwork.of(manifest.network(), model.weights(), Compute.AUTO)) {
      ProposalStage.Result proposed =
          ProposalStage.run(
              source.pieces(photos.images()),
              source.generator(),
              cache,
              folder.resolve("proposals.bin"),
              runs.context());
      Dataset pieces =
          new Dataset(photos.categories(), proposed.pieces().stream().map(Piece::record).toList());
      TrainingRegions regions = TrainingRegions.of(heldOut, pieces, proposed, CONFIG, cache);
      FeatureStage stage =
          FeatureStage.of(
              manifest.encoder().encoder(network),
              CONFIG,
              pieces.images().size(),
              new RunSeed(CONFIG.seed()),
              new PhotoFaults(Map.of(), Progress.NONE),
              runs.context());
      try (FeatureStore learnt = stage.learnt(regions.train(), folder.resolve("learnt"));
          FeatureStore judged = stage.judged(regions.heldOut(), folder.resolve("judged"))) {
        learnt.scan(photo -> lines.addAll(lines(photo)));
        judged.scan(photo -> lines.addAll(lines(photo)));
      }
    }
    return lines;
  }

  private static List<String> lines(StoredRegions rows) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      lines.add(
          rows.imageId()
              + " "
              + rows.label(row)
              + " "
              + rows.iou(row)
              + " "
              + rows.weight(row)
              + " "
              + Arrays.toString(rows.features().row(row)));
    }
    return lines;
  }
}
