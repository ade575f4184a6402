package io.faultline.internal.region;

import java.util.List;

/**
 * The labelled regions of one photo, ignored ones already left out.
 *
 * @param imageId the photo
 * @param regions truth boxes first (where they are added), then proposals in their order
 */
public record LabelledRegions(long imageId, List<Region> regions) {

  /** Copies the list. */
  public LabelledRegions {
    regions = List.copyOf(regions);
  }
}
