package io.faultline.spark;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A detector for datasets of photos, as a step of one's own pipeline. Every executor loads the
 * model once. A photo that cannot be read has a row with an {@code error}; it never ends a job.
 *
 * <pre>{@code
 * FaultlineDetector detector = FaultlineDetector.load(spark, "runs/walls/model");
 * Dataset<Row> files = spark.read().format("binaryFile").load("photos");
 * detector.transform(files).where("verdict = 'CRACK'").write().parquet("cracks");
 * }</pre>
 */
public final class FaultlineDetector {
  /** The column that {@link #transform(Dataset, String)} adds. */
  public static final String COLUMN = "faultline";

  private final PhotoInspection inspection;

  private FaultlineDetector(PhotoInspection inspection) {
    this.inspection = inspection;
  }

  /**
   * A detector from a model file in any file system that Hadoop knows, or a built-in model by name,
   * such as {@code crack}.
   *
   * @throws io.faultline.FaultlineException with {@link io.faultline.Problem#MODEL} if it is no
   *     model that this program can read
   */
  public static FaultlineDetector load(SparkSession spark, String model) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> conf =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    return new FaultlineDetector(new PhotoInspection(SharedModel.of(context, model), conf));
  }

  /** SHA-256 of the model file, as in the column {@code model}. */
  public String modelHash() {
    return inspection.model().hash();
  }

  /**
   * Inspects the files of a {@code binaryFile} dataset (columns {@code path}, {@code length},
   * {@code modificationTime}). The column {@code content} is not read: the file is opened inside
   * the task.
   *
   * @return rows of {@link ResultSchema#ROW}; {@code photo} is the path
   */
  public Dataset<Row> transform(Dataset<Row> files) {
    PhotoInspection work = inspection;
    return files
        .select("path", "length", "modificationTime")
        .map(
            (MapFunction<Row, Row>)
                file -> {
                  ExecutorDetector.stopIfKilled();
                  String path = file.getString(0);
                  long length = file.getLong(1);
                  Timestamp modified = file.getTimestamp(2);
                  ListedPhoto photo =
                      new ListedPhoto(0, path, path, path, length, modified.getTime(), 0);
                  return ResultRows.row(
                      photo, work.model().hash(), work.file(path, path, path, length));
                },
            Encoders.row(ResultSchema.ROW));
  }

  /**
   * Inspects the photos of a column and adds the column {@code faultline} of type {@link
   * ResultSchema#OUTCOME}. All other columns stay. The value is null where the photo is null.
   *
   * @param column paths (text) or contents of files (binary)
   * @throws IllegalArgumentException if the column has another type, or a column {@code faultline}
   *     is there already
   */
  public Dataset<Row> transform(Dataset<Row> dataset, String column) {
    DataType type = dataset.schema().apply(column).dataType();
    boolean paths = type.equals(DataTypes.StringType);
    if (!paths && !type.equals(DataTypes.BinaryType)) {
      throw new IllegalArgumentException(
          "column " + column + " is " + type.simpleString() + "; it must be string or binary");
    }
    if (Arrays.stream(dataset.columns()).anyMatch(COLUMN::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "column " + COLUMN + " is there already; rename it first (withColumnRenamed)");
    }
    int at = dataset.schema().fieldIndex(column);
    StructType schema = dataset.schema().add(COLUMN, ResultSchema.OUTCOME, true);
    PhotoInspection work = inspection;
    return dataset.map(
        (MapFunction<Row, Row>) row -> extended(row, at, paths, work), Encoders.row(schema));
  }

  private static Row extended(Row row, int at, boolean paths, PhotoInspection work) {
    ExecutorDetector.stopIfKilled();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    values.add(row.isNullAt(at) ? null : RowFactory.create(inspect(row.get(at), paths, work)));
    return RowFactory.create(values.toArray());
  }

  private static Object[] inspect(Object photo, boolean paths, PhotoInspection work) {
    if (paths) {
      String path = (String) photo;
      return work.file(path, path, path, 0);
    }
    return work.bytes("photo", (byte[]) photo);
  }
}
