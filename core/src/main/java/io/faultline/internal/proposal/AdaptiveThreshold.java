package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.GreyImage;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.Morphology;
import io.faultline.internal.image.Threshold;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Boxes of what is much darker or brighter than the photo as a whole: thresholds at fixed distances
 * from the mean brightness, above on the bright side and inverted on the dark side, each closed and
 * taken apart into 8-connected components. Largest boxes first. A component may fill the photo; its
 * box is kept.
 *
 * @param offsets distances from the mean in grey values, each greater than 0 and at most 255
 * @param closingPx side of the square closing, at least 1 (1 closes nothing)
 * @param minPixels the least pixels of a component after closing, at least 1
 */
public record AdaptiveThreshold(List<Integer> offsets, int closingPx, int minPixels)
    implements ProposalGenerator {

  /** Copies the list and checks the ranges. */
  public AdaptiveThreshold {
    offsets = List.copyOf(offsets);
    if (offsets.isEmpty() || offsets.stream().anyMatch(offset -> offset < 1 || offset > 255)) {
      throw new IllegalArgumentException("offsets are " + offsets + "; each must be 1 to 255");
    }
    if (!(closingPx > 0)) {
      throw new IllegalArgumentException("closing is " + closingPx + " px; must be >= 1");
    }
    if (!(minPixels > 0)) {
      throw new IllegalArgumentException("least component is " + minPixels + " px; must be >= 1");
    }
  }

  /** The numbers of mmalek06 (2024), part 2: +-40/80/120, closing 5x5, at least 250 pixels. */
  public static AdaptiveThreshold standard() {
    return new AdaptiveThreshold(List.of(40, 80, 120), 5, 250);
  }

  @Override
  public Proposals propose(Raster raster) {
    GreyImage grey = GreyImage.of(raster);
    double mean = grey.mean();
    Set<Box> boxes = new HashSet<>();
    for (int offset : offsets) {
      collect(boxes, Threshold.above(grey, mean + offset));
      collect(boxes, Threshold.upTo(grey, mean - offset));
    }
    return new Proposals(BoxOrder.largestFirst(boxes));
  }

  private void collect(Set<Box> boxes, Mask mask) {
    for (Component component : Components.of(Morphology.close(mask, closingPx))) {
      if (component.area() >= minPixels) {
        boxes.add(component.box());
      }
    }
  }

  @Override
  public String describe() {
    return "adaptive-threshold(offsets="
        + offsets.stream().map(String::valueOf).collect(Collectors.joining(","))
        + ";closing="
        + closingPx
        + ";min-pixels="
        + minPixels
        + ")";
  }
}
