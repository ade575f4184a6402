package io.faultline.internal.detection;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.feature.PhotoEncoder;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.regression.OverlapEstimator;
import java.util.ArrayList;
import java.util.List;

/**
 * A photo as a detector looks at it: as it is, and where asked also turned and mirrored, with the
 * answers of all views averaged. A crack is a crack from every side, so what differs between views
 * is noise. The photo as it is stays open; the other views are opened for one question each, so
 * that memory holds the maps of two.
 */
final class PhotoViews implements AutoCloseable {
  /** The first two, four or eight see every direction alike. */
  private static final List<Orientation> ORDER =
      List.of(
          Orientation.IDENTITY,
          Orientation.HALF_TURN,
          Orientation.TURN_RIGHT,
          Orientation.TURN_LEFT,
          Orientation.FLIP_HORIZONTAL,
          Orientation.FLIP_VERTICAL,
          Orientation.TRANSPOSE,
          Orientation.TRANSVERSE);

  /** Keeps the odds of a probability that was rounded to 0 or 1 finite. */
  private static final double MIN = 1e-7;

  private final Raster photo;
  private final List<Orientation> turned;
  private final RegionEncoder encoder;
  private final RegionClassifier classifier;
  private final PhotoEncoder upright;

  PhotoViews(Raster photo, int views, RegionEncoder encoder, RegionClassifier classifier) {
    this.photo = photo;
    this.turned = ORDER.subList(1, views);
    this.encoder = encoder;
    this.classifier = classifier;
    this.upright = encoder.open(photo);
  }

  /** What every view says of some boxes, in pixels of the photo. */
  Answers ask(List<Box> boxes) {
    List<View> views = new ArrayList<>();
    views.add(new View(Orientation.IDENTITY, boxes, upright.encode(boxes)));
    for (Orientation orientation : turned) {
      List<Box> there =
          boxes.stream().map(b -> orientation.apply(b, photo.width(), photo.height())).toList();
      views.add(new View(orientation, there, encoder.encode(orientation.apply(photo), there)));
    }
    List<float[][]> probabilities =
        views.stream().map(view -> classifier.probabilities(view.features())).toList();
    return new Answers(views, mean(probabilities), photo.width(), photo.height());
  }

  @Override
  public void close() {
    upright.close();
  }

  /** The boxes and their features in one view. */
  private record View(Orientation orientation, List<Box> boxes, FeatureMatrix features) {
    /** Where regression moves a box, in pixels of the photo. */
    Box refined(BoxRegressor regressor, int row, int classIndex, int width, int height) {
      Box there = regressor.refine(boxes.get(row), features, row, classIndex);
      boolean swaps = orientation.swapsSides();
      return orientation.inverse().apply(there, swaps ? height : width, swaps ? width : height);
    }
  }

  /** What was said of the boxes of one question. */
  static final class Answers {
    private final List<View> views;
    private final float[][] probabilities;
    private final int width;
    private final int height;

    private Answers(List<View> views, float[][] probabilities, int width, int height) {
      this.views = views;
      this.probabilities = probabilities;
      this.width = width;
      this.height = height;
    }

    /** {@code [boxes][classes]}: the probability at the mean of the views' log-odds. */
    float[][] probabilities() {
      return probabilities;
    }

    /** The features of the boxes in the photo as it is. */
    FeatureMatrix features() {
      return views.get(0).features();
    }

    /** The log-odds that a box fits its object: the mean of what each view says. */
    double fit(OverlapEstimator overlap, int row) {
      return views.stream()
          .mapToDouble(view -> overlap.logOdds(view.features(), row))
          .average()
          .orElseThrow();
    }

    /** Where regression moves a box: the mean of where it comes to lie in each view. */
    Box refined(BoxRegressor regressor, int row, int classIndex) {
      double x1 = 0;
      double y1 = 0;
      double x2 = 0;
      double y2 = 0;
      for (View view : views) {
        Box box = view.refined(regressor, row, classIndex, width, height);
        x1 += box.x1();
        y1 += box.y1();
        x2 += box.x2();
        y2 += box.y2();
      }
      int n = views.size();
      return new Box(x1 / n, y1 / n, x2 / n, y2 / n);
    }
  }

  private static float[][] mean(List<float[][]> ofViews) {
    float[][] first = ofViews.get(0);
    if (ofViews.size() == 1) {
      return first;
    }
    float[][] mean = new float[first.length][];
    for (int row = 0; row < first.length; row++) {
      mean[row] = new float[first[row].length];
      for (int c = 0; c < mean[row].length; c++) {
        double logOdds = 0;
        for (float[][] view : ofViews) {
          double p = Math.max(MIN, Math.min(1 - MIN, view[row][c]));
          logOdds += Math.log(p / (1 - p)) / ofViews.size();
        }
        mean[row][c] = (float) (1 / (1 + Math.exp(-logOdds)));
      }
    }
    return mean;
  }
}
