package io.faultline.internal.synthetic.varied;

import io.faultline.internal.provenance.RunSeed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which parts a photo has. Each part has random numbers of its own, so that a part that is switched
 * off changes nothing in what the others draw.
 */
final class PhotoDraws {
  private final RunSeed seed;
  private final long index;
  private final Set<Part> without;
  private final Map<String, PartDraw> drawn = new LinkedHashMap<>();

  PhotoDraws(RunSeed seed, long index, Set<Part> without) {
    this.seed = seed;
    this.index = index;
    this.without = without;
  }

  /** Random numbers of the photo as a whole, which belong to no part. */
  SplittableRandom photo(String stage) {
    return seed.of("varied-" + stage, index);
  }

  /** The part's numbers, where the photo has it. Ask once for each part. */
  Optional<PartDraw> draw(Part part) {
    SplittableRandom random = photo(part.word());
    if (random.nextDouble() >= part.chance() || without.contains(part)) {
      return Optional.empty();
    }
    return Optional.of(begin(part.word(), random));
  }

  /**
   * One of the parts, each as often as its chance says; where it is switched off, another one.
   * Empty where all are.
   */
  Optional<Part> choose(List<Part> parts) {
    SplittableRandom random = photo("choice-" + parts.get(0).word());
    Optional<Part> best = Optional.empty();
    double most = -1;
    for (Part part : parts) {
      double key = Math.pow(random.nextDouble(), 1 / part.chance());
      if (key > most && !without.contains(part)) {
        most = key;
        best = Optional.of(part);
      }
    }
    return best;
  }

  /** The numbers of a part that was chosen. */
  PartDraw chosen(Part part) {
    return begin(part.word(), photo(part.word()));
  }

  /** The numbers of something that every photo has. */
  PartDraw named(String name) {
    return begin(name, photo(name));
  }

  private PartDraw begin(String name, SplittableRandom random) {
    PartDraw draw = new PartDraw(random);
    drawn.put(name, draw);
    return draw;
  }

  /** What was drawn, by part, in the order in which it was drawn. */
  Map<String, Map<String, Double>> description() {
    Map<String, Map<String, Double>> words = new LinkedHashMap<>();
    drawn.forEach((name, draw) -> words.put(name, draw.values()));
    return Collections.unmodifiableMap(words);
  }
}
