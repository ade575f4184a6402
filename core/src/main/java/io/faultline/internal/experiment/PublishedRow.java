package io.faultline.internal.experiment;

import java.util.Optional;

/**
 * What mmalek06 (2024), part 3 and supplement, reports of one run, for the crack class of its
 * validation crops. The rows cannot be compared with one another as they stand: a lower IoU
 * relabels the crops, and truth boxes add 1,966 to them.
 *
 * @param precision to two digits, as recall and F1
 * @param noCrack crops without a crack
 * @param crack crops with one
 */
public record PublishedRow(double precision, double recall, double f1, int noCrack, int crack) {

  /** The row of a recipe in the table of mmalek06 (2024). */
  static Optional<PublishedRow> find(String recipe, String csv) {
    return csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[0].equals(recipe))
        .findFirst()
        .map(
            cells ->
                new PublishedRow(
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Integer.parseInt(cells[4]),
                    Integer.parseInt(cells[5])));
  }
}
