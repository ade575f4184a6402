package io.faultline.internal.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From which scores a detector reports, and why from there. Classes can have scores of their own.
 *
 * @param threshold a detection of a class without a score of its own is reported from here, in [0,
 *     1]
 * @param certain from here a photo is {@link Verdict#CRACK}, in [threshold, 1]; between both a
 *     person reviews it
 * @param basis how the threshold was chosen
 * @param classes by name, the classes for which something else was decided; empty where one score
 *     holds for all of them
 */
public record OperatingPoint(
    double threshold,
    double certain,
    Basis basis,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, OfClass> classes) {

  /** How a threshold was chosen. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = FBeta.class, name = "f-beta"),
    @JsonSubTypes.Type(value = Stated.class, name = "stated"),
    @JsonSubTypes.Type(value = RecallPromise.Proven.class, name = "recall-proven"),
    @JsonSubTypes.Type(value = RecallPromise.Refused.class, name = "recall-refused")
  })
  public sealed interface Basis permits FBeta, Stated, RecallPromise {
    /** The choice in words, without the threshold itself. */
    String words();
  }

  /**
   * The lowest score whose F-beta on held-out photos is statistically as good as the best, at IoU
   * 0.5, all classes counted together.
   *
   * @param photos how many held-out photos it was chosen on
   * @param beta how much more recall counted than precision; 1 is F1
   * @param value reached there, in [0, 1]
   * @param highest reached at any score, in [value, 1]
   */
  public record FBeta(int photos, double beta, double value, double highest) implements Basis {
    /** Checks the ranges. */
    public FBeta {
      boolean fits = value >= 0 && highest >= value && highest <= 1;
      if (photos < 0 || !(beta > 0) || !Double.isFinite(beta) || !fits) {
        throw new IllegalArgumentException(
            "F-beta of "
                + value
                + ", at most "
                + highest
                + ", with beta "
                + beta
                + " on "
                + photos
                + " photos does not fit");
      }
    }

    @Override
    public String words() {
      String name = beta == Math.rint(beta) ? "F" + Math.round(beta) : "F" + beta;
      String where = String.format(Locale.ROOT, "on %d held-out photos", photos);
      return value == highest
          ? String.format(Locale.ROOT, "highest %s, %.3f, %s", name, value, where)
          : String.format(
              Locale.ROOT,
              "the lowest whose %s, %.3f, is within half a standard error of the highest, %.3f, %s",
              name,
              value,
              highest,
              where);
    }
  }

  /** Not chosen on photos: {@code words} says why it is what it is. */
  public record Stated(String words) implements Basis {}

  /**
   * The scores of one class.
   *
   * @param category its id
   * @param threshold its detections are reported from here, in [0, 1]
   * @param certain from here they make a photo {@link Verdict#CRACK}, in [threshold, 1]
   * @param basis how the threshold was chosen
   */
  public record OfClass(int category, double threshold, double certain, Basis basis) {
    /** Checks the ranges. */
    public OfClass {
      requireRange(threshold, certain);
    }

    OfClass at(double newThreshold, Basis newBasis) {
      return new OfClass(category, newThreshold, Math.max(newThreshold, certain), newBasis);
    }
  }

  /** Checks the ranges and copies the map. */
  public OperatingPoint {
    requireRange(threshold, certain);
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    long ids = classes.values().stream().map(OfClass::category).distinct().count();
    if (ids < classes.size()) {
      throw new IllegalArgumentException("two classes have the same category");
    }
  }

  /** The same scores for all classes. */
  public OperatingPoint(double threshold, double certain, Basis basis) {
    this(threshold, certain, basis, Map.of());
  }

  private static void requireRange(double threshold, double certain) {
    if (!(threshold >= 0) || !(threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; it must be in [0, 1]");
    }
    if (!(certain >= threshold) || !(certain <= 1)) {
      throw new IllegalArgumentException(
          "certain is " + certain + "; it must be in [threshold, 1] = [" + threshold + ", 1]");
    }
  }

  /** One score for both: no photo needs review for its detections. */
  public static OperatingPoint of(double threshold, Basis basis) {
    return new OperatingPoint(threshold, threshold, basis);
  }

  /** From which scores detections are reported, by category id. */
  public Thresholds thresholds() {
    Map<Integer, Double> own = new TreeMap<>();
    classes.values().forEach(one -> own.put(one.category(), one.threshold()));
    return new Thresholds(threshold, own);
  }

  /** Whether a detection is reported. */
  public boolean reports(Detection detection) {
    return thresholds().reports(detection);
  }

  /** The score from which a detection of a class makes a photo {@link Verdict#CRACK}. */
  public double certain(int categoryId) {
    return classes.values().stream()
        .filter(one -> one.category() == categoryId)
        .mapToDouble(OfClass::certain)
        .findFirst()
        .orElse(certain);
  }

  /** Whether a detection alone makes a photo {@link Verdict#CRACK}. */
  public boolean isCertain(Detection detection) {
    return detection.score() >= certain(detection.categoryId());
  }

  /**
   * Another threshold for all classes, named by a person; whatever was promised of the old one is
   * gone. What was certain stays so where it still can.
   */
  public OperatingPoint at(double newThreshold, String words) {
    Stated stated = new Stated(words);
    Map<String, OfClass> others = new LinkedHashMap<>();
    classes.forEach((name, one) -> others.put(name, one.at(newThreshold, stated)));
    return new OperatingPoint(newThreshold, Math.max(newThreshold, certain), stated, others);
  }

  /**
   * Another threshold for one class; the others keep theirs. A promise that concerns this class is
   * gone.
   *
   * @param words why
   */
  public OperatingPoint at(Category category, double newThreshold, String words) {
    return own(category, newThreshold, new Stated(words), without(category));
  }

  /** These scores for another reason; whatever was promised is gone. */
  OperatingPoint because(String words) {
    Stated stated = new Stated(words);
    Map<String, OfClass> others = new LinkedHashMap<>();
    classes.forEach((name, one) -> others.put(name, one.at(one.threshold(), stated)));
    return new OperatingPoint(threshold, certain, stated, others);
  }

  /** The common basis without a promise that concerns a class. */
  private Basis without(Category category) {
    return basis instanceof RecallPromise promise && promise.target().concerns(category.name())
        ? new Stated("that of a promise, which another threshold of a class has ended")
        : basis;
  }

  private OperatingPoint own(Category category, double score, Basis own, Basis common) {
    OfClass before =
        classes.getOrDefault(
            category.name(), new OfClass(category.id(), threshold, certain, basis));
    Map<String, OfClass> others = new LinkedHashMap<>(classes);
    others.put(category.name(), before.at(score, own));
    return new OperatingPoint(threshold, certain, common, others);
  }

  /**
   * The point that a proof gives, kept or refused. A refused one still sets the most careful
   * threshold; where nothing was found at any score there is none, and this threshold stays. A
   * promise for all classes together is proved at one threshold, so all classes get that one. A
   * promise for one class of several changes only the threshold of that class.
   *
   * @param categories the model's classes
   */
  public OperatingPoint with(RecallPromise promise, List<Category> categories) {
    Optional<Category> alone =
        categories.size() == 1
            ? Optional.empty()
            : categories.stream()
                .filter(one -> one.name().equals(promise.target().category()))
                .findFirst();
    boolean nothing = promise.evidence().found() == 0;
    if (alone.isPresent()) {
      Category category = alone.get();
      double own = thresholds().of(category.id());
      double careful = nothing ? own : promise.evidence().threshold();
      // A promise for all classes still holds where this class is reported from a lower score.
      return own(category, careful, promise, careful > own ? without(category) : basis);
    }
    double careful = nothing ? threshold : promise.evidence().threshold();
    OperatingPoint all = at(careful, "that of all classes together");
    return new OperatingPoint(all.threshold, all.certain, promise, all.classes);
  }

  /**
   * The same scores where the classes of these names have other ids; those of other names are left
   * out.
   */
  public OperatingPoint over(List<Category> categories) {
    Map<String, OfClass> others = new LinkedHashMap<>();
    for (Category category : categories) {
      OfClass own = classes.get(category.name());
      if (own != null) {
        others.put(
            category.name(),
            new OfClass(category.id(), own.threshold(), own.certain(), own.basis()));
      }
    }
    return new OperatingPoint(threshold, certain, basis, others);
  }

  /** Judges a photo whose file left no doubt. */
  public Verdict judge(List<Detection> detections, double coverage) {
    return judge(detections, coverage, false);
  }

  /**
   * Judges a photo. One of which any part was unreadable or skipped, or whose file left a doubt, is
   * never clean.
   *
   * @param coverage share of the photo's pixels that was decoded and looked at, in [0, 1]
   * @param doubtful whether the file left a doubt
   */
  public Verdict judge(List<Detection> detections, double coverage, boolean doubtful) {
    if (detections.stream().anyMatch(this::isCertain)) {
      return Verdict.CRACK;
    }
    // Written so that a coverage that is not a number needs review, too.
    boolean silent = detections.stream().noneMatch(this::reports);
    return silent && coverage >= 1 && !doubtful ? Verdict.CLEAN : Verdict.REVIEW;
  }

  /** What was promised or refused: of all classes together, then of single ones. */
  public List<RecallPromise> promises() {
    return Stream.concat(Stream.of(basis), classes.values().stream().map(OfClass::basis))
        .filter(RecallPromise.class::isInstance)
        .map(RecallPromise.class::cast)
        .toList();
  }

  /** The promises that stand, as {@link #promises}. */
  public List<RecallPromise.Proven> proven() {
    return promises().stream()
        .filter(RecallPromise.Proven.class::isInstance)
        .map(RecallPromise.Proven.class::cast)
        .toList();
  }

  /** The promises that stand, in words; absent where there is none. */
  public Optional<String> promised() {
    return proven().isEmpty()
        ? Optional.empty()
        : Optional.of(
            proven().stream().map(RecallPromise.Proven::words).collect(Collectors.joining("; ")));
  }

  /** One line: the threshold and how it was chosen, then the classes that have another one. */
  public String words() {
    String common = String.format(Locale.ROOT, "threshold %.3f: %s", threshold, basis.words());
    String others = ClassWords.of(this);
    return others.isEmpty() ? common : common + "; " + others;
  }
}
