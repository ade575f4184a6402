package io.faultline.internal.region;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels proposals by their overlap with the truth: the truth box with the greatest IoU decides, of
 * equals the earlier one, and a positive takes its class. A proposal without any overlap is
 * negative even at a threshold of 0.
 *
 * <p>A crowd is never matched; a proposal that would be negative and lies with more than half of
 * its area in a crowd is left out, since it may well hold an object. A photo that lost labels
 * ({@link ImageRecord#complete}) is a crowd all over: it gives positives and no negatives.
 */
public final class RegionLabeler {
  private static final double MOSTLY = 0.5;

  private final LabelOptions options;

  /** A labeler with these options. */
  public RegionLabeler(LabelOptions options) {
    this.options = options;
  }

  /**
   * The regions of one photo: truth boxes first, where they are added, then the proposals in their
   * order, ignored ones left out.
   *
   * @param dataset whose categories number the classes
   * @throws IllegalArgumentException where an annotation's category is not in the dataset
   */
  public LabelledRegions label(Dataset dataset, ImageRecord image, Proposals proposals) {
    List<Truth> truths = new ArrayList<>();
    List<Box> crowds = new ArrayList<>();
    for (Annotation annotation : image.annotations()) {
      if (annotation.crowd()) {
        crowds.add(annotation.box());
      } else {
        truths.add(new Truth(annotation.box(), labelOf(dataset, image, annotation)));
      }
    }
    List<Region> regions = new ArrayList<>();
    if (options.addTruth()) {
      for (int i = 0; i < truths.size(); i++) {
        regions.add(new Region(truths.get(i).box(), 1, truths.get(i).label(), true, i));
      }
    }
    if (!image.complete()) {
      crowds.add(new Box(0, 0, image.widthPx(), image.heightPx()));
    }
    for (Box box : proposals.boxes()) {
      label(box, truths, crowds, regions);
    }
    return new LabelledRegions(image.id(), regions);
  }

  private record Truth(Box box, int label) {}

  private static int labelOf(Dataset dataset, ImageRecord image, Annotation annotation) {
    int index = dataset.categoryIndex(annotation.categoryId());
    if (index < 0) {
      throw new IllegalArgumentException(
          image.fileName()
              + ": annotation "
              + annotation.id()
              + ": category is "
              + annotation.categoryId()
              + "; the dataset has none of this id");
    }
    return index + 1;
  }

  private void label(Box box, List<Truth> truths, List<Box> crowds, List<Region> regions) {
    double best = 0;
    int object = Region.NO_OBJECT;
    for (int i = 0; i < truths.size(); i++) {
      double iou = box.iou(truths.get(i).box());
      if (iou > best) {
        best = iou;
        object = i;
      }
    }
    if (object != Region.NO_OBJECT && options.positive(best)) {
      regions.add(new Region(box, best, truths.get(object).label(), false, object));
    } else if (!options.ignored(best) && !mostlyIn(crowds, box)) {
      regions.add(new Region(box, best, Region.NEGATIVE, false, object));
    }
  }

  private static boolean mostlyIn(List<Box> crowds, Box box) {
    return crowds.stream().anyMatch(crowd -> box.intersection(crowd) > MOSTLY * box.area());
  }
}
