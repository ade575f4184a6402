package io.faultline.internal.proposal.selectivesearch;

import java.util.ArrayList;
import java.util.List;

/**
 * Colour and texture histograms of regions (Uijlings et al. 2013, section 3.2): 25 bins per colour
 * channel; 10 bins per channel and each of 8 directions, where a pixel counts in the first bin of
 * the direction that its derivative does not point to. Counts are exact; what is compared are
 * shares of the region in 1/65536.
 */
final class RegionHistograms {
  private static final int COLOUR_BINS = 25;
  private static final int ONE = 1 << 16;

  private final int channels;
  private final int colourLength;
  private final int length;
  private final int[] counts;
  private final int[] shares;

  private RegionHistograms(int channels, int[] counts, int[] shares) {
    this.channels = channels;
    this.colourLength = COLOUR_BINS * channels;
    this.length = lengthOf(channels);
    this.counts = counts;
    this.shares = shares;
  }

  private RegionHistograms(int channels, int regions) {
    this(channels, new int[regions * lengthOf(channels)], new int[regions * lengthOf(channels)]);
  }

  private static int lengthOf(int channels) {
    return (COLOUR_BINS + TextureCodes.DIRECTIONS * TextureCodes.CODES) * channels;
  }

  /** The histograms of all segments of several segmentations of a photo. */
  static List<RegionHistograms> of(
      List<Segmentation> segmentations, byte[][] planes, byte[][] codes) {
    Overlay overlay = Overlay.of(segmentations);
    RegionHistograms cells = new RegionHistograms(planes.length, overlay.count());
    for (int i = 0; i < planes.length; i++) {
      cells.countColours(overlay, planes[i], COLOUR_BINS * i);
    }
    for (int i = 0; i < codes.length; i++) {
      cells.countTextures(overlay, codes[i], cells.colourLength + TextureCodes.CODES * i);
    }
    List<RegionHistograms> histograms = new ArrayList<>();
    for (int i = 0; i < segmentations.size(); i++) {
      histograms.add(cells.summed(overlay, i, segmentations.get(i)));
    }
    return histograms;
  }

  private void countColours(Overlay overlay, byte[] plane, int offset) {
    for (int i = 0; i < plane.length; i++) {
      counts[overlay.cell(i) * length + offset + ((COLOUR_BINS * (plane[i] & 0xFF)) >> 8)]++;
    }
  }

  private void countTextures(Overlay overlay, byte[] codes, int offset) {
    for (int i = 0; i < codes.length; i++) {
      counts[overlay.cell(i) * length + offset + codes[i]]++;
    }
    for (int cell = 0; cell < overlay.count(); cell++) {
      complete(cell * length + offset);
    }
  }

  private RegionHistograms summed(Overlay overlay, int number, Segmentation segments) {
    RegionHistograms sums = new RegionHistograms(channels, segments.count());
    for (int cell = 0; cell < overlay.count(); cell++) {
      sums.add(overlay.segment(number, cell), this, cell);
    }
    int[] sizes = segments.sizes(segments.count());
    for (int i = 0; i < sizes.length; i++) {
      sums.normalise(i, sizes[i]);
    }
    return sums;
  }

  private void add(int region, RegionHistograms from, int other) {
    for (int i = 0; i < length; i++) {
      counts[region * length + i] += from.counts[other * length + i];
    }
  }

  /** A rising pixel counts as "not falling" in the last of the falling bins, and so on. */
  private void complete(int at) {
    int rising = 0;
    int falling = 0;
    for (int i = 0; i < TextureCodes.BINS; i++) {
      rising += counts[at + i];
      falling += counts[at + TextureCodes.BINS + i];
    }
    counts[at] += falling;
    counts[at + TextureCodes.CODES - 1] += rising;
  }

  private void normalise(int region, int size) {
    float share = (float) ONE / size;
    for (int i = region * length; i < (region + 1) * length; i++) {
      shares[i] = (int) (counts[i] * share);
    }
  }

  /** The same, to be changed by {@link #merge} on its own. */
  RegionHistograms copy() {
    return new RegionHistograms(channels, counts.clone(), shares.clone());
  }

  /** Adds region {@code b} to region {@code a}, which then has {@code size} pixels. */
  void merge(int a, int b, int size) {
    add(a, this, b);
    normalise(a, size);
  }

  /** How much of the colour histograms is common, in [0, 1]. */
  float colour(int a, int b) {
    return intersection(a * length, b * length, colourLength) / ((float) ONE * channels);
  }

  /** How much of the texture histograms is common, in [0, 1]. */
  float texture(int a, int b) {
    int shared =
        intersection(a * length + colourLength, b * length + colourLength, length - colourLength);
    return shared / ((float) ONE * channels * 2 * TextureCodes.DIRECTIONS);
  }

  private int intersection(int a, int b, int bins) {
    int sum = 0;
    for (int i = 0; i < bins; i++) {
      sum += Math.min(shares[a + i], shares[b + i]);
    }
    return sum;
  }
}
