package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The form of an export or import. */
public enum ExchangeFormat {
  /** {@code annotations.json} in COCO's form. */
  COCO("coco"),
  /** {@code labels/*.txt} and {@code data.yaml}; reviewed photos alone. */
  YOLO("yolo"),
  /** {@code boxes.csv} and {@code photos.csv}. */
  CSV("csv"),
  /** {@code report.html}, for people; cannot be imported. */
  REPORT("report"),
  /** {@code tasks.json} for Label Studio, with the model's boxes and scores as predictions. */
  LABEL_STUDIO("label-studio");

  private static final ExchangeFormat[] IMPORTABLE = {COCO, YOLO, CSV, LABEL_STUDIO};

  private final String label;

  ExchangeFormat(String label) {
    this.label = label;
  }

  /** As it is written in commands and requests. */
  public String label() {
    return label;
  }

  /**
   * The format of a name.
   *
   * @throws FaultlineException with {@code USAGE} for another name; the message lists all
   */
  public static ExchangeFormat parse(String text) {
    return parse(text, values());
  }

  /**
   * The format of a name, for an import.
   *
   * @throws FaultlineException with {@code USAGE} for another name, and for a report
   */
  public static ExchangeFormat parseForImport(String text) {
    return parse(text, IMPORTABLE);
  }

  private static ExchangeFormat parse(String text, ExchangeFormat... formats) {
    for (ExchangeFormat format : formats) {
      if (format.label.equals(text.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new FaultlineException(
        Problem.USAGE, "format is " + text + "; it must be one of " + names(formats));
  }

  /** The names of the formats that can be imported. */
  static String importable() {
    return names(IMPORTABLE);
  }

  private static String names(ExchangeFormat... formats) {
    return Arrays.stream(formats).map(ExchangeFormat::label).collect(Collectors.joining(", "));
  }
}
