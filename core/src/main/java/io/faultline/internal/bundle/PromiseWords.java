package io.faultline.internal.bundle;

import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Refused;
import io.faultline.internal.bundle.RecallPromise.Target;
import java.util.Locale;

/** Promises and refusals in sentences. */
final class PromiseWords {
  /** Fewer groups than this say little about other places. */
  private static final int FEW_GROUPS = 10;

  private PromiseWords() {}

  static String proven(Proven promise) {
    Target target = promise.target();
    return "at least "
        + RecallPromise.percent(target.recall())
        + " of "
        + what(target)
        + " are found, with "
        + RecallPromise.percent(target.confidence())
        + " confidence: "
        + missed(promise.evidence(), target)
        + " proves "
        + RecallPromise.percent(promise.evidence().lowerBound())
        + ". "
        + groups(promise.evidence(), target);
  }

  static String refused(Refused refusal) {
    Target target = refusal.target();
    Evidence evidence = refusal.evidence();
    String start =
        "the promise of "
            + RecallPromise.percent(target.recall())
            + " of "
            + what(target)
            + " does not stand: ";
    if (evidence.of() == 0) {
      return start + "no photo shows one.";
    }
    String proof =
        start
            + missed(evidence, target)
            + " proves only "
            + below(evidence.lowerBound(), target.recall());
    if (refusal.morePhotos() >= 0) {
      return proof
          + "; "
          + count(refusal.morePhotos(), "more photo")
          + " like these, with the same share missed, would prove it.";
    }
    return proof
        + ", even at the lowest threshold. More photos would not help, because the detector"
        + " misses too many.";
  }

  private static String missed(Evidence evidence, Target target) {
    return String.format(
        Locale.ROOT,
        "%,d missed of %,d %s",
        evidence.missed(),
        evidence.of(),
        target.level().unit(evidence.of()));
  }

  private static String what(Target target) {
    String unit = target.level().unit(2);
    String which = target.category().isEmpty() ? unit : unit + " of class " + target.category();
    return target.level() == Level.OBJECT && target.iou() != 0.5
        ? which + String.format(Locale.ROOT, " (overlap from %.2f)", target.iou())
        : which;
  }

  private static String groups(Evidence evidence, Target target) {
    if (evidence.groupLower() < 0) {
      return "All photos are of one group, so nothing is known about other places.";
    }
    String few = evidence.groups() < FEW_GROUPS ? ", roughly, since they are few" : "";
    String bound = "A bootstrap over the " + count(evidence.groups(), "group") + " of photos says ";
    return evidence.groupLower() >= target.recall()
        ? bound + "at least " + RecallPromise.percent(evidence.groupLower()) + few + "."
        : bound
            + "only "
            + below(evidence.groupLower(), target.recall())
            + few
            + ": recall differs between groups, and the promise is for photos like these together,"
            + " not for any one place.";
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** With as many decimals as it takes to look smaller than the limit, up to six. */
  private static String below(double share, double limit) {
    String text = RecallPromise.percent(share);
    for (int digits = 2; digits <= 6 && text.equals(RecallPromise.percent(limit)); digits++) {
      double scale = Math.pow(10, digits + 2);
      text =
          String.format(
              Locale.ROOT, "%." + digits + "f %%", 100 * Math.floor(share * scale) / scale);
    }
    return text;
  }
}
