package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A model whose bytes every executor can get. They are sent to an executor once, whatever the
 * number of its tasks.
 *
 * @param name what faults call it
 * @param hash SHA-256 of the model file, in hexadecimal
 * @param bytes the model file
 */
record SharedModel(String name, String hash, Broadcast<byte[]> bytes) implements Serializable {

  /**
   * Reads a model and checks it here, so that a wrong one is found before any task starts.
   *
   * @param model a file in any file system that Hadoop knows, or the name of a built-in model; a
   *     file of that name wins
   */
  static SharedModel of(JavaSparkContext spark, String model) {
    byte[] bytes = read(model, spark.hadoopConfiguration());
    BundleManifest unused = DetectorBundle.read(bytes, model).manifest();
    return new SharedModel(model, sha256(bytes), spark.broadcast(bytes));
  }

  /** The model. */
  DetectorBundle bundle() {
    return DetectorBundle.read(bytes.value(), name);
  }

  private static byte[] read(String model, Configuration conf) {
    try {
      Path path = HadoopFiles.path(model);
      boolean builtIn = BuiltInModels.names().contains(model);
      if (builtIn && !HadoopFiles.system(path, conf).exists(path)) {
        return BuiltInModels.bytes(model);
      }
      return HadoopFiles.bytes(model, conf);
    } catch (FileNotFoundException e) {
      throw new FaultlineException(
          Problem.MODEL,
          model
              + ": no model is there; train writes one to RUN/model; built in is "
              + String.join(", ", BuiltInModels.names()),
          e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.MODEL, model + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
