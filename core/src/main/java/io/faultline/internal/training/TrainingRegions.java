package io.faultline.internal.training;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.GroupedSplit;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The labelled regions of a dataset, split by whole groups of photos.
 *
 * @param train what is learnt from
 * @param heldOut what chooses the best epoch and the threshold
 * @param heldOutNames the file names of the photos that are not learnt from
 */
public record TrainingRegions(
    List<TrainingPhoto> train, List<TrainingPhoto> heldOut, Set<String> heldOutNames) {

  /** Splits and labels, and chooses the negatives that stay. */
  public static TrainingRegions of(
      Set<String> heldOutNames,
      Dataset pieces,
      ProposalStage.Result proposed,
      PipelineConfig config,
      PhotoCache photos) {
    RunSeed seed = new RunSeed(config.seed());
    RegionLabeler labeler = new RegionLabeler(config.region().labels());
    List<LabelledRegions> labelled = new ArrayList<>();
    for (ImageRecord record : pieces.images()) {
      labelled.add(labeler.label(pieces, record, proposed.of(record)));
    }
    List<LabelledRegions> selected = config.region().negatives().selection().select(labelled, seed);
    List<TrainingPhoto> train = new ArrayList<>();
    List<TrainingPhoto> heldOut = new ArrayList<>();
    for (int i = 0; i < selected.size(); i++) {
      Piece piece = proposed.pieces().get(i);
      TrainingPhoto photo =
          new TrainingPhoto(
              () -> piece.raster(photos),
              selected.get(i),
              piece.record().objects().stream().map(Annotation::box).toList());
      (heldOutNames.contains(piece.record().fileName()) ? heldOut : train).add(photo);
    }
    return new TrainingRegions(train, heldOut, heldOutNames);
  }

  /** The file names of the photos to hold out; none, and said so, where all are of one group. */
  public static Set<String> heldOut(
      Dataset dataset, PipelineConfig config, GroupRule rule, RunContext context) {
    if (config.data().heldOut() == 0 || dataset.images().size() < 2) {
      return Set.of();
    }
    if (PhotoGroups.count(dataset, rule) < PhotoGroups.TWO_SIDES) {
      context.progress().note("warning: nothing is held out: " + PhotoGroups.tooFew(dataset, rule));
      return Set.of();
    }
    RunSeed seed = new RunSeed(config.seed());
    Set<String> names = new HashSet<>();
    GroupedSplit.of(dataset, rule, config.data().heldOut(), seed)
        .heldOut()
        .images()
        .forEach(image -> names.add(image.fileName()));
    return names;
  }

  /** Whether a photo is not learnt from. */
  boolean holdsOut(ImageRecord image) {
    return heldOutNames.contains(image.fileName());
  }
}
