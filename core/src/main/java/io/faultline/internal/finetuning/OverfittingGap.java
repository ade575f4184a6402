package io.faultline.internal.finetuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What the losses of a run say about over-fitting, in one sentence for people. Training regions are
 * augmented and held-out ones are not, so the two losses are not compared with each other, but each
 * with its own past:
 *
 * <ul>
 *   <li>the best epoch is the first of the lowest held-out loss, which is the one the model keeps;
 *   <li>over-fitting is seen where at least two epochs follow it, the held-out loss of the last two
 *       lies more than 5 % above the best, and the training loss fell meanwhile;
 *   <li>training still improved where the best epoch is the last and its held-out loss lies more
 *       than 2 % below every one before;
 *   <li>little was learnt where none of this is seen, and the best held-out loss is more than 0.8
 *       of what one answer for all regions has: such a run has stayed where it began.
 * </ul>
 *
 * One worse epoch alone is chance, not over-fitting. Epochs whose held-out loss is not a number are
 * left out.
 *
 * @param verdict what is seen
 * @param bestEpoch counted from 1; 0 where nothing was held out
 * @param last the last epoch that is judged, from 1; 0 where nothing was held out
 * @param bestLosses training and held-out loss of the best epoch
 * @param lastLosses training and held-out loss of the last epoch
 * @param guessLoss held-out loss of the best answer that is the same for all regions
 */
public record OverfittingGap(
    Verdict verdict,
    int bestEpoch,
    int last,
    Losses bestLosses,
    Losses lastLosses,
    double guessLoss) {
  private static final double RISE = 1.05;
  private static final double GAIN = 0.98;
  private static final double LITTLE = 0.8;

  /** What is seen. */
  public enum Verdict {
    /** No held-out loss. */
    NOTHING_HELD_OUT,
    /** A single epoch. */
    TOO_SHORT,
    /** The last epoch is clearly the best. */
    STILL_IMPROVING,
    /** The held-out loss rises while the training loss falls. */
    OVERFITTED,
    /** The held-out loss rises, and the training loss does not fall either. */
    UNSTEADY,
    /** The held-out loss stays near that of guessing. */
    LEARNT_LITTLE,
    /** The held-out loss stays near its best. */
    NONE_SEEN
  }

  /** The two losses of an epoch. */
  public record Losses(double training, double heldOut) {}

  /** Judges the epochs of a run, in their order. */
  public static OverfittingGap of(List<EpochLog> epochs) {
    List<EpochLog> judged = new ArrayList<>(epochs);
    judged.removeIf(epoch -> !Double.isFinite(epoch.validationLoss()));
    if (judged.isEmpty()) {
      Losses none = new Losses(Double.NaN, Double.NaN);
      return new OverfittingGap(Verdict.NOTHING_HELD_OUT, 0, 0, none, none, Double.NaN);
    }
    EpochLog best = judged.get(0);
    for (EpochLog epoch : judged) {
      best = epoch.validationLoss() < best.validationLoss() ? epoch : best;
    }
    EpochLog last = judged.get(judged.size() - 1);
    return new OverfittingGap(
        verdict(judged, best, last),
        best.epoch(),
        last.epoch(),
        losses(best),
        losses(last),
        last.guessLoss());
  }

  private static Verdict verdict(List<EpochLog> epochs, EpochLog best, EpochLog last) {
    int size = epochs.size();
    if (size == 1) {
      return Verdict.TOO_SHORT;
    }
    double lowest = best.validationLoss();
    if (best.epoch() == last.epoch()) {
      double before =
          epochs.subList(0, size - 1).stream()
              .mapToDouble(EpochLog::validationLoss)
              .min()
              .orElse(0);
      return lowest < GAIN * before ? Verdict.STILL_IMPROVING : steady(best);
    }
    boolean rises =
        epochs.get(size - 2).epoch() != best.epoch()
            && epochs.subList(size - 2, size).stream()
                .allMatch(epoch -> epoch.validationLoss() > RISE * lowest);
    if (!rises) {
      return steady(best);
    }
    return last.trainLoss() < best.trainLoss() ? Verdict.OVERFITTED : Verdict.UNSTEADY;
  }

  private static Verdict steady(EpochLog best) {
    return best.validationLoss() > LITTLE * best.guessLoss()
        ? Verdict.LEARNT_LITTLE
        : Verdict.NONE_SEEN;
  }

  private static Losses losses(EpochLog epoch) {
    return new Losses(epoch.trainLoss(), epoch.validationLoss());
  }

  /** The verdict in one sentence, with its numbers. */
  public String sentence() {
    return switch (verdict) {
      case NOTHING_HELD_OUT -> "Nothing was held out, so over-fitting cannot be seen.";
      case TOO_SHORT -> "One epoch is too few to see over-fitting.";
      case STILL_IMPROVING ->
          "Stopped while still improving: held-out loss is lowest in the last epoch, "
              + at(bestEpoch, bestLosses)
              + "; more epochs may help.";
      case OVERFITTED ->
          "Over-fitting: held-out loss is lowest at epoch "
              + bestEpoch
              + "; from then to epoch "
              + last
              + " the training loss falls from "
              + figure(bestLosses.training)
              + " to "
              + figure(lastLosses.training)
              + " while the held-out loss rises from "
              + figure(bestLosses.heldOut)
              + " to "
              + figure(lastLosses.heldOut)
              + ": the network memorises the training photos.";
      case UNSTEADY ->
          "Unsteady: held-out loss is lowest at epoch "
              + bestEpoch
              + " and rises from "
              + figure(bestLosses.heldOut)
              + " to "
              + figure(lastLosses.heldOut)
              + ", but the training loss does not fall meanwhile; a lower learning rate may help.";
      case LEARNT_LITTLE ->
          "Little was learnt: held-out loss is lowest at epoch "
              + at(bestEpoch, bestLosses)
              + ", where one answer for all regions has "
              + figure(guessLoss)
              + "; another seed, more epochs or truth boxes among the regions"
              + " (region.labels.add-truth) may help.";
      case NONE_SEEN ->
          "No over-fitting seen: held-out loss is lowest at epoch "
              + at(bestEpoch, bestLosses)
              + (bestEpoch == last
                  ? ", and has levelled off."
                  : ", and ends at " + figure(lastLosses.heldOut) + ".");
    };
  }

  private static String at(int epoch, Losses losses) {
    return epoch
        + ", with "
        + figure(losses.heldOut)
        + " against "
        + figure(losses.training)
        + " in training";
  }

  private static String figure(double loss) {
    return Double.isFinite(loss)
        ? new BigDecimal(loss).round(new MathContext(3)).stripTrailingZeros().toPlainString()
        : "?";
  }
}
