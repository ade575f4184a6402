package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.training.TrainingRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The photos of a dataset, split by whole groups as a training splits them.
 *
 * @param photos in the dataset's order; {@link ListedPhoto#order()} is the position
 * @param categories in the order of the labels
 */
record LabelledPhotos(List<LabelledPhoto> photos, List<Category> categories) {

  /**
   * Lists photos.
   *
   * @param source parts large photos into tiles, which are numbered over all photos
   * @throws FaultlineException with {@code INPUT} if a photo is missing, or two have one name
   */
  static LabelledPhotos of(
      Dataset dataset, PipelineConfig config, ProposalSource source, RunContext context) {
    GroupRule rule = PhotoGroups.of(dataset, config, context);
    Set<String> heldOut = TrainingRegions.heldOut(dataset, config, rule, context);
    List<LabelledPhoto> photos = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long piece = 1;
    for (ImageRecord image : dataset.images()) {
      String name = image.fileName();
      if (!names.add(name)) {
        throw new FaultlineException(Problem.INPUT, name + ": the dataset has this photo twice");
      }
      photos.add(
          LabelledPhoto.of(
              listed(photos.size(), image),
              image,
              heldOut.contains(name),
              rule.group(image),
              piece));
      piece += source.pieces(image, piece).size();
    }
    return new LabelledPhotos(photos, dataset.categories());
  }

  private static ListedPhoto listed(int order, ImageRecord image) {
    try {
      String path = image.path().toAbsolutePath().toString();
      return new ListedPhoto(
          order,
          image.fileName(),
          image.path().toString(),
          path,
          Files.size(image.path()),
          Files.getLastModifiedTime(image.path()).toMillis(),
          (long) image.widthPx() * image.heightPx());
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, image.path() + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** The files. */
  List<ListedPhoto> files() {
    return photos.stream().map(LabelledPhoto::file).toList();
  }

  /** Of everything that features depend on beside the photos' files. */
  String recipe(SharedModel model, PipelineConfig config) {
    Fingerprint.Builder recipe =
        Fingerprint.builder()
            .add(FeatureSchema.VERSION)
            .add(model.hash())
            .add(config.seed())
            .add(ConfigWriter.yaml(config.region()))
            .add(ConfigWriter.yaml(config.fineTune().shared().regions()))
            .add(config.classifier().store().rowsPerPhoto());
    categories.forEach(category -> recipe.add(category.id()).add(category.name()));
    for (LabelledPhoto photo : photos) {
      recipe.add(photo.file().name());
      recipe.add(photo.width()).add(photo.height()).add(photo.firstPiece()).add(photo.group());
      recipe.add(photo.complete() + " " + photo.upright() + " " + photo.heldOut());
      photo.labels().forEach(label -> recipe.add(label.toString()));
    }
    return recipe.build().hex();
  }
}
