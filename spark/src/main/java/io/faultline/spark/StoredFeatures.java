package io.faultline.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.StoredRegions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The rows of the last {@link FeatureJob} of a folder, in the order of the dataset: it does not
 * depend on files, waves and partitions, so nor does what learns from them.
 */
final class StoredFeatures {
  private final String folder;
  private final JsonNode card;
  private final Dataset<Row> rows;

  private StoredFeatures(String folder, JsonNode card, Dataset<Row> rows) {
    this.folder = folder;
    this.card = card;
    this.rows = rows;
  }

  /**
   * Opens a folder.
   *
   * @throws FaultlineException with {@code INPUT} if no job over features has ended there
   */
  static StoredFeatures open(SparkSession spark, String folder) throws IOException {
    ResultDataset dataset = FeatureSchema.dataset(spark, folder);
    byte[] text =
        dataset
            .card()
            .orElseThrow(
                () ->
                    new FaultlineException(
                        Problem.INPUT,
                        folder + ": no features are there; faultline spark features writes some"));
    JsonNode card = DatasetCard.read(folder + "/dataset.json", text);
    DatasetCard.require(
        folder + "/dataset.json", card, DatasetCard.FEATURES, FeatureSchema.VERSION);
    Dataset<Row> all =
        dataset.read().where(functions.col("recipe").equalTo(card.path("recipe").asText()));
    // A photo whose file was changed has rows of several waves; the last ones count.
    Dataset<Row> last = all.groupBy("photo").agg(functions.max("wave").as("wave"));
    return new StoredFeatures(
        folder, card, all.join(last, new String[] {"photo", "wave"}, "left_semi"));
  }

  /** The settings under which regions were labelled and drawn, as YAML. */
  String settings() {
    return card.path("settings").asText();
  }

  /**
   * Refuses a model whose network did not give these features, or whose classes are others.
   *
   * @param names the model's classes in their order
   * @throws FaultlineException with {@code MODEL}
   */
  void requireModel(SharedModel model, List<String> names) {
    if (!card.path("model").path("sha256").asText().equals(model.hash())) {
      throw new FaultlineException(
          Problem.MODEL,
          model.name()
              + ": is not the model whose network gave the features of "
              + folder
              + " ("
              + card.path("model").path("name").asText()
              + ")");
    }
    List<String> labels = new ArrayList<>();
    card.path("labels").forEach(label -> labels.add(label.path("name").asText()));
    if (labels.isEmpty() || !labels.subList(1, labels.size()).equals(names)) {
      throw new FaultlineException(
          Problem.MODEL,
          model.name() + ": finds " + names + "; the features of " + folder + " are of " + labels);
    }
  }

  /**
   * The regions of a part as a store that a classifier learns from.
   *
   * @param part a value of the column {@code part}
   * @param columns the length of a vector
   */
  FeatureStore store(String part, int columns, int classes, Path file) {
    FeatureStore store = FeatureStore.create(file, columns);
    try {
      Iterator<Row> regions =
          of(part)
              .sort("piece", "region")
              .select("piece", "label", "iou", "weight", "features")
              .toLocalIterator();
      List<Row> piece = new ArrayList<>();
      while (regions.hasNext()) {
        Row region = regions.next();
        if (!piece.isEmpty() && piece.get(0).getLong(0) != region.getLong(0)) {
          store.add(stored(piece, columns, classes));
          piece.clear();
        }
        piece.add(region);
      }
      if (!piece.isEmpty()) {
        store.add(stored(piece, columns, classes));
      }
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private Dataset<Row> of(String part) {
    return rows.where(functions.col("part").equalTo(part))
        .where(functions.col("region").isNotNull());
  }

  private StoredRegions stored(List<Row> piece, int columns, int classes) {
    int[] labels = new int[piece.size()];
    float[] ious = new float[labels.length];
    float[] weights = new float[labels.length];
    float[] values = new float[Math.multiplyExact(labels.length, columns)];
    for (int i = 0; i < labels.length; i++) {
      Row region = piece.get(i);
      List<Float> vector = region.getList(4);
      labels[i] = region.getInt(1);
      ious[i] = region.getFloat(2);
      weights[i] = region.getFloat(3);
      if (vector.size() != columns || labels[i] < 0 || labels[i] > classes) {
        throw new FaultlineException(
            Problem.INPUT,
            folder
                + ": piece "
                + region.getLong(0)
                + ": a region has label "
                + labels[i]
                + " and "
                + vector.size()
                + " features; there are "
                + classes
                + " classes and "
                + columns
                + " features");
      }
      for (int column = 0; column < columns; column++) {
        values[i * columns + column] = vector.get(column);
      }
    }
    return new StoredRegions(
        piece.get(0).getLong(0),
        FeatureMatrix.owning(labels.length, columns, values),
        labels,
        ious,
        weights);
  }

  /** The group of every held-out piece. */
  Map<Long, String> heldOutGroups() {
    Map<Long, String> groups = new HashMap<>();
    of(FeatureSchema.HELD_OUT)
        .select("piece", "group")
        .distinct()
        .collectAsList()
        .forEach(row -> groups.put(row.getLong(0), row.getString(1)));
    return groups;
  }

  /** The names of the held-out photos that could be read. */
  Set<String> heldOutPhotos() {
    return new HashSet<>(
        of(FeatureSchema.HELD_OUT)
            .select("photo")
            .distinct()
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList());
  }
}
