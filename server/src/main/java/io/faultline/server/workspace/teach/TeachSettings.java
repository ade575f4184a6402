package io.faultline.server.workspace.teach;

import io.faultline.dataset.Dataset;
import io.faultline.internal.binding.ConfigNames;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a training on corrections: the given ones, in the form of the model in use and
 * from its weights. Where the photos' names tell too few groups, each photo is on its own.
 */
final class TeachSettings {
  private static final int MIN_GROUPS = 4;

  private TeachSettings() {}

  static PipelineConfig of(PipelineConfig settings, Optional<Path> base, Dataset learn) {
    PipelineConfig config = settings;
    if (base.isPresent()) {
      BundleManifest manifest = DetectorBundle.read(base.get()).manifest();
      config = like(manifest, settings).withWeights(base.get().toString());
    }
    long groups = learn.images().stream().map(GroupRule.auto()::group).distinct().count();
    return groups < MIN_GROUPS ? config.with("data.group=photo") : config;
  }

  private static PipelineConfig like(BundleManifest manifest, PipelineConfig settings) {
    NetworkSpec spec = manifest.network();
    return settings.with(
        "network.weights=none",
        "network.architecture=" + ConfigNames.kebab(spec.architecture().name()),
        "network.cut-after=" + ConfigNames.kebab(spec.cutAfter().name()),
        "network.maps=" + spec.maps(),
        "network.grid-side=" + spec.gridSide(),
        "network.context=" + spec.context(),
        "network.head=" + ConfigNames.kebab(spec.head().name()),
        "network.hidden=" + spec.hidden(),
        "fine-tune.regime=" + (manifest.encoder().warp() ? "warp" : "shared"),
        "proposals.generators=" + manifest.proposals(),
        "proposals.budget=" + manifest.proposalBudget(),
        "proposals.order=" + ConfigNames.kebab(manifest.proposalOrder().name()),
        "detection.tile-side=" + manifest.options().tileSide(),
        "detection.tile-overlap=" + manifest.options().tileOverlap());
  }
}
