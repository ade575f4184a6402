package io.faultline.internal.finetuning;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one epoch did. Accuracy is the share of yes-or-no answers on the right side of 0.5; recall
 * is the share of positive regions found at 0.5. Validation values are NaN where nothing is held
 * out.
 *
 * @param epoch from 1
 * @param guessLoss the validation loss of the best answer that is the same for all regions
 */
public record EpochLog(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double validationRecall,
    double guessLoss) {

  /** The header of the CSV lines. */
  public static final String CSV_HEADER =
      "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,"
          + "validation_recall,guess_loss";

  /** One CSV line without a newline. */
  public String csv() {
    return String.format(
        Locale.ROOT,
        "%d,%.6g,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f",
        epoch,
        learningRate,
        trainLoss,
        trainAccuracy,
        validationLoss,
        validationAccuracy,
        validationRecall,
        guessLoss);
  }

  /** One line for people. */
  public String line() {
    String learnt =
        String.format(
            Locale.ROOT,
            "epoch %d: loss %.4f, accuracy %.1f %%; ",
            epoch,
            trainLoss,
            100 * trainAccuracy);
    if (Double.isNaN(validationLoss)) {
      return learnt + "nothing is held out";
    }
    String judged =
        String.format(
            Locale.ROOT,
            "held-out loss %.4f, accuracy %.1f %%, ",
            validationLoss,
            100 * validationAccuracy);
    return learnt
        + judged
        + (Double.isNaN(validationRecall)
            ? "no object among them"
            : String.format(Locale.ROOT, "recall %.1f %%", 100 * validationRecall));
  }

  /** All values to the last digit, for a checkpoint. */
  String exact() {
    return Stream.of(
            learningRate,
            trainLoss,
            trainAccuracy,
            validationLoss,
            validationAccuracy,
            validationRecall,
            guessLoss)
        .map(Object::toString)
        .collect(Collectors.joining(",", epoch + ",", ""));
  }

  /**
   * Reads what {@link #exact} wrote.
   *
   * @throws IllegalArgumentException where the text is something else
   */
  static EpochLog ofExact(String text) {
    String[] values = text.split(",", -1);
    if (values.length != 8) {
      throw new IllegalArgumentException("not an epoch: " + text);
    }
    double[] numbers = Arrays.stream(values).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new EpochLog(
        Integer.parseInt(values[0]),
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6]);
  }
}
