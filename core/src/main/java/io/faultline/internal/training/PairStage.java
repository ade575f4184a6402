package io.faultline.internal.training;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.regression.BoxPairs;
import io.faultline.internal.settings.RegressionConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gathers the pairs of proposals and truth boxes that box regression learns from. */
record PairStage(
    RegionEncoder encoder,
    RegressionConfig config,
    Dataset dataset,
    PhotoCache photos,
    RunSeed seed,
    PhotoFaults faults,
    RunContext context) {

  record Pair(Box proposal, Box truth, int label) {}

  /** The pairs of some pieces, with features. */
  BoxPairs of(List<Piece> pieces, ProposalStage.Result proposed) {
    context.progress().begin("box regression", pieces.size(), "photos");
    List<Pair> pairs = new ArrayList<>();
    List<FeatureMatrix> rows = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      List<Pair> drawn = drawn(piece.record(), proposed);
      if (!drawn.isEmpty()) {
        FeatureMatrix features =
            encoder.encode(piece.raster(photos), drawn.stream().map(Pair::proposal).toList());
        if (faults.accepts(piece.record().id(), features)) {
          rows.add(features);
          pairs.addAll(drawn);
        }
      }
      context.progress().advance(i + 1);
    }
    context.progress().end();
    return new BoxPairs(
        FeatureMatrix.join(encoder.dimension(), rows),
        pairs.stream().map(Pair::proposal).toList(),
        pairs.stream().map(Pair::truth).toList(),
        pairs.stream().map(Pair::label).toList());
  }

  /** At most so many pairs of a photo as configured; the encoder is not asked. */
  List<Pair> drawn(ImageRecord record, ProposalStage.Result proposed) {
    List<Annotation> objects = record.objects();
    List<Pair> near = new ArrayList<>();
    for (Region region : near().label(dataset, record, proposed.of(record)).regions()) {
      if (region.positive()) {
        near.add(new Pair(region.box(), objects.get(region.object()).box(), region.label()));
      }
    }
    SplittableRandom random = seed.of("regression-pairs", record.id());
    while (near.size() > config.pairsPerPhoto()) {
      int last = near.size() - 1;
      near.set(random.nextInt(near.size()), near.get(last));
      near.remove(last);
    }
    return near;
  }

  private RegionLabeler near() {
    return new RegionLabeler(
        LabelOptions.DEFAULT.withPositiveIou(config.iou()).withStrict(true).withTruth(false));
  }
}
