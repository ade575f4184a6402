package io.faultline.internal.boosting;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureStore;
import io.faultline.internal.classifier.FeatureCheck;
import io.faultline.internal.provenance.IoReason;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The rows of a store as files that XGBoost reads page by page, its external memory. Its Java
 * interface takes text in LIBSVM's format alone for that: an iterator of rows ends up in memory,
 * also with a cache. Trees can differ a little from those of the same rows in memory, and are
 * always the same for the same rows in the same order.
 *
 * @param store the rows
 * @param folder where the files lie, some 22 bytes for each number; the caller deletes it
 */
record XgBoostFiles(FeatureStore store, Path folder) {
  private static final String ROWS = "rows.libsvm";

  /** Checks that XGBoost can name the folder. */
  XgBoostFiles {
    String name = folder.toString();
    if (name.contains("#") || name.contains("?") || name.contains(":")) {
      throw new FaultlineException(
          Problem.USAGE,
          folder
              + ": holds #, ? or :, which mean something else to XGBoost; choose another folder");
    }
  }

  /** The number of rows of each label, background first. */
  long[] counts(int classes) {
    long[] counts = new long[classes + 1];
    store.scan(
        photo -> {
          FeatureCheck.require(photo.features(), store.columns());
          for (int row = 0; row < photo.rows(); row++) {
            counts[photo.label(row)]++;
          }
        });
    return counts;
  }

  /** Rows with the weight of their label, in the store's order. */
  DMatrix matrix(List<Double> weights) throws XGBoostError {
    Path file = folder.resolve(ROWS);
    write(file, weights);
    return new DMatrix(file + "?format=libsvm#" + folder.resolve("cache"));
  }

  private void write(Path file, List<Double> weights) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      StringBuilder line = new StringBuilder();
      store.scan(
          photo -> {
            for (int row = 0; row < photo.rows(); row++) {
              int label = photo.label(row);
              line.setLength(0);
              line.append(label).append(':').append(weights.get(label).floatValue());
              for (int column = 0; column < store.columns(); column++) {
                line.append(' ')
                    .append(column)
                    .append(':')
                    .append(photo.features().at(row, column));
              }
              append(out, line.append('\n'));
            }
          });
    } catch (IOException e) {
      throw unwritten(file, e);
    } catch (UncheckedIOException e) {
      throw unwritten(file, e.getCause() == null ? new IOException(e) : e.getCause());
    }
  }

  private static void append(BufferedWriter out, StringBuilder line) {
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FaultlineException unwritten(Path file, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, file + ": cannot be written (" + IoReason.of(e) + ")", e);
  }
}
