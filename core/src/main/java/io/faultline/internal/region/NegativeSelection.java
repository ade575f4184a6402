package io.faultline.internal.region;

import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which negatives stay for training. Positives always stay, and the order of what stays is kept.
 * The result for a photo depends on the regions and the seed alone, never on the order in which the
 * photos come.
 */
public sealed interface NegativeSelection {

  /**
   * The photos in the order given, each with its positives and the chosen negatives.
   *
   * @param photos all labelled photos; image ids are unique
   * @param seed used by random selections only
   */
  List<LabelledRegions> select(List<LabelledRegions> photos, RunSeed seed);

  /** Every negative. */
  record All() implements NegativeSelection {
    @Override
    public List<LabelledRegions> select(List<LabelledRegions> photos, RunSeed seed) {
      return List.copyOf(photos);
    }
  }

  /**
   * The negatives with the greatest IoU over the whole dataset (mmalek06 2024, part 3: 800 for
   * training, 200 for validation). Ties: the lower image id, then the earlier region.
   *
   * @param count how many at most, 0 and more
   */
  record Hardest(int count) implements NegativeSelection {
    /** Checks the count. */
    public Hardest {
      requireCount(count);
    }

    private record Candidate(long imageId, int position, double iou) {}

    @Override
    public List<LabelledRegions> select(List<LabelledRegions> photos, RunSeed seed) {
      List<Candidate> candidates = new ArrayList<>();
      for (LabelledRegions photo : photos) {
        for (int i = 0; i < photo.regions().size(); i++) {
          if (!photo.regions().get(i).positive()) {
            candidates.add(new Candidate(photo.imageId(), i, photo.regions().get(i).iou()));
          }
        }
      }
      candidates.sort(
          Comparator.comparingDouble(Candidate::iou)
              .reversed()
              .thenComparingLong(Candidate::imageId)
              .thenComparingInt(Candidate::position));
      Map<Long, Set<Integer>> kept = new HashMap<>();
      candidates.stream()
          .limit(count)
          .forEach(c -> kept.computeIfAbsent(c.imageId(), id -> new HashSet<>()).add(c.position()));
      return photos.stream()
          .map(photo -> keep(photo, kept.getOrDefault(photo.imageId(), Set.of())))
          .toList();
    }
  }

  /**
   * At most so many negatives of each photo in each band of IoU, drawn evenly.
   *
   * @param perBand how many at most, 0 and more (mmalek06 2024, part 3: 10)
   * @param edges the borders of the bands, ascending: the first band is from the first edge
   *     (inclusive) to the second (exclusive); negatives below the first edge are dropped, the last
   *     band has no upper end
   */
  record PerBand(int perBand, List<Double> edges) implements NegativeSelection {
    /** Copies the list and checks that it ascends. */
    public PerBand {
      requireCount(perBand);
      edges = List.copyOf(edges);
      if (edges.isEmpty()) {
        throw new IllegalArgumentException("bands of IoU need at least one edge");
      }
      for (int i = 0; i < edges.size(); i++) {
        double least = i == 0 ? 0 : Math.nextUp(edges.get(i - 1));
        if (!(edges.get(i) >= least && edges.get(i) <= 1)) {
          throw new IllegalArgumentException(
              "edges of bands are " + edges + "; they must ascend from 0 to 1");
        }
      }
    }

    /** Bands a tenth wide. */
    public static PerBand ofTenths(int perBand) {
      return new PerBand(perBand, List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9));
    }

    @Override
    public List<LabelledRegions> select(List<LabelledRegions> photos, RunSeed seed) {
      return photos.stream().map(photo -> select(photo, seed)).toList();
    }

    private LabelledRegions select(LabelledRegions photo, RunSeed seed) {
      SplittableRandom random = seed.of("negatives", photo.imageId());
      List<List<Integer>> bands = new ArrayList<>();
      edges.forEach(edge -> bands.add(new ArrayList<>()));
      for (int i = 0; i < photo.regions().size(); i++) {
        int band = band(photo.regions().get(i).iou());
        if (!photo.regions().get(i).positive() && band >= 0) {
          bands.get(band).add(i);
        }
      }
      Set<Integer> kept = new HashSet<>();
      for (List<Integer> band : bands) {
        for (int drawn : Draw.distinct(band.size(), Math.min(perBand, band.size()), random)) {
          kept.add(band.get(drawn));
        }
      }
      return keep(photo, kept);
    }

    private int band(double iou) {
      int band = -1;
      while (band + 1 < edges.size() && iou >= edges.get(band + 1)) {
        band++;
      }
      return band;
    }
  }

  /**
   * The negatives among the first so many proposals of each photo by area, largest first, earlier
   * ones first among equals (mmalek06 2024, part 2: 400). Positive proposals count; truth boxes do
   * not.
   *
   * @param count how many proposals are looked at, 0 and more
   */
  record CapPerImage(int count) implements NegativeSelection {
    /** Checks the count. */
    public CapPerImage {
      requireCount(count);
    }

    @Override
    public List<LabelledRegions> select(List<LabelledRegions> photos, RunSeed seed) {
      return photos.stream().map(this::select).toList();
    }

    private LabelledRegions select(LabelledRegions photo) {
      List<Integer> proposals = new ArrayList<>();
      for (int i = 0; i < photo.regions().size(); i++) {
        if (!photo.regions().get(i).truth()) {
          proposals.add(i);
        }
      }
      Comparator<Integer> byArea =
          Comparator.comparingDouble(i -> photo.regions().get(i).box().area());
      proposals.sort(byArea.reversed());
      return keep(photo, new HashSet<>(proposals.subList(0, Math.min(count, proposals.size()))));
    }
  }

  private static LabelledRegions keep(LabelledRegions photo, Set<Integer> negatives) {
    List<Region> kept = new ArrayList<>();
    for (int i = 0; i < photo.regions().size(); i++) {
      if (photo.regions().get(i).positive() || negatives.contains(i)) {
        kept.add(photo.regions().get(i));
      }
    }
    return new LabelledRegions(photo.imageId(), kept);
  }

  private static void requireCount(int count) {
    if (!(count >= 0)) {
      throw new IllegalArgumentException("count is " + count + "; it must be >= 0");
    }
  }
}
