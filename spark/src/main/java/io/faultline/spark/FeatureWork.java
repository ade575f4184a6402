package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.StoredRegions;
import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.training.PhotoFeatures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Computes the features of a photo's regions inside tasks.
 *
 * @param model the frozen network
 * @param recipe marks the rows of this job
 * @param settings how regions are labelled and drawn, as YAML
 * @param classes in the order of the labels
 */
record FeatureWork(SharedModel model, String recipe, String settings, List<NamedClass> classes)
    implements PhotoWork<LabelledPhoto> {
  /** Error code: a feature is not a finite number. */
  static final String NOT_FINITE = "NOT_FINITE";

  private static final Map<String, PhotoFeatures> BY_RECIPE = new HashMap<>();

  /** A category, as a task is told of it. */
  record NamedClass(int id, String name) implements Serializable {
    static List<NamedClass> of(List<Category> categories) {
      return new ArrayList<>(
          categories.stream().map(one -> new NamedClass(one.id(), one.name())).toList());
    }

    Category category() {
      return new Category(id, name);
    }
  }

  @Override
  public List<Row> rows(LabelledPhoto photo) {
    try {
      List<PhotoFeatures.PieceRegions> pieces =
          features().of(photo.image(), photo.firstPiece(), photo.heldOut());
      PhotoFaults faults = faults(photo, pieces);
      boolean finite =
          pieces.stream()
              .allMatch(one -> faults.accepts(one.rows().imageId(), one.rows().features()));
      return finite
          ? rows(photo, pieces)
          : failed(photo, NOT_FINITE, faults.photos().get(0).line());
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return failed(photo, ResultRows.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  /** What this JVM computes features with; its tasks share it. */
  private PhotoFeatures features() {
    RegionDetector detector = ExecutorDetector.of(model).regions();
    synchronized (BY_RECIPE) {
      PhotoFeatures known = BY_RECIPE.get(recipe);
      if (known == null) {
        known =
            new PhotoFeatures(
                detector,
                ConfigReader.read(
                    PipelineConfig.class, PipelineConfig.DEFAULT, settings, "settings"),
                classes.stream().map(NamedClass::category).toList());
        BY_RECIPE.put(recipe, known);
      }
      return known;
    }
  }

  private static PhotoFaults faults(LabelledPhoto photo, List<PhotoFeatures.PieceRegions> pieces) {
    return new PhotoFaults(
        pieces.stream()
            .collect(Collectors.toMap(one -> one.rows().imageId(), one -> photo.file().shown())),
        Progress.NONE);
  }

  private List<Row> rows(LabelledPhoto photo, List<PhotoFeatures.PieceRegions> pieces) {
    List<Row> rows = new ArrayList<>();
    for (PhotoFeatures.PieceRegions piece : pieces) {
      for (int i = 0; i < piece.rows().rows(); i++) {
        rows.add(row(photo, piece, i, rows.size()));
      }
    }
    return rows.isEmpty() ? List.of(RowFactory.create(keys(photo))) : rows;
  }

  private Row row(LabelledPhoto photo, PhotoFeatures.PieceRegions piece, int at, int number) {
    StoredRegions regions = piece.rows();
    Box box = piece.boxes().get(at);
    int label = regions.label(at);
    Object[] region = {
      regions.imageId(),
      number,
      box.x1(),
      box.y1(),
      box.x2(),
      box.y2(),
      label,
      label == 0 ? null : classes.get(label - 1).name(),
      regions.iou(at),
      regions.weight(at),
      regions.features().row(at)
    };
    Object[] values = keys(photo);
    System.arraycopy(region, 0, values, FeatureSchema.KEYS, region.length);
    return RowFactory.create(values);
  }

  private List<Row> failed(LabelledPhoto photo, String code, String message) {
    Object[] values = keys(photo);
    values[values.length - 1] = RowFactory.create(code, message);
    return List.of(RowFactory.create(values));
  }

  /** A row that has only what all rows of a photo share. */
  private Object[] keys(LabelledPhoto photo) {
    ListedPhoto file = photo.file();
    Object[] keys = {
      file.name(),
      file.path(),
      file.length(),
      file.modified(),
      model.hash(),
      recipe,
      photo.heldOut() ? FeatureSchema.HELD_OUT : FeatureSchema.TRAIN,
      photo.group()
    };
    return Arrays.copyOf(keys, FeatureSchema.ROW.size());
  }
}
