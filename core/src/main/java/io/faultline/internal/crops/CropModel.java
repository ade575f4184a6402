package io.faultline.internal.crops;

import io.faultline.dataset.Category;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.EncoderSpec;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A detector of a network that has learnt from crops; nothing has chosen its threshold. */
final class CropModel {
  private static final double THRESHOLD = 0.5;

  private CropModel() {}

  static void write(
      Path file, PipelineConfig config, List<Category> categories, RegionNetwork network) {
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            categories,
            network.spec(),
            new EncoderSpec(
                true,
                config.fineTune().warp().cropSide(),
                config.fineTune().warp().contextPadding()),
            ProposalGenerators.resolved(config.proposals().generators()),
            config.proposals().budget(),
            config.proposals().order(),
            List.of(),
            ClassifierKind.HEAD,
            List.of(),
            config.detection(),
            OperatingPoint.of(
                THRESHOLD,
                new OperatingPoint.Stated(
                    "not chosen on photos: the model has learnt from crops alone")),
            Map.of("seed", Long.toString(config.seed())),
            ExifRule.AS_STORED,
            0);
    new DetectorBundle(manifest, network.snapshot(), new byte[0]).write(file);
  }
}
