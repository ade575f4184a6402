package io.faultline.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of results. {@code docs/spark.md} explains each. A change of a name, a type or a
 * meaning raises {@link #VERSION}.
 */
public final class ResultSchema {
  /** The version of the columns, as {@code dataset.json} states it. */
  public static final int VERSION = 1;

  private static final StructType DETECTION =
      new StructType()
          .add("category_id", DataTypes.IntegerType, false)
          .add("category", DataTypes.StringType, false)
          .add("score", DataTypes.DoubleType, false)
          .add("x1", DataTypes.DoubleType, false)
          .add("y1", DataTypes.DoubleType, false)
          .add("x2", DataTypes.DoubleType, false)
          .add("y2", DataTypes.DoubleType, false);

  private static final StructType ERROR =
      new StructType()
          .add("code", DataTypes.StringType, false)
          .add("message", DataTypes.StringType, false);

  /**
   * What a detector says of a photo: {@code verdict, coverage, width, height, detections, skipped,
   * doubts, assumed, error, millis}. {@code error} is null for a photo that was read; {@code
   * coverage}, {@code width} and {@code height} are null for one that was not.
   */
  public static final StructType OUTCOME =
      new StructType()
          .add("verdict", DataTypes.StringType, false)
          .add("coverage", DataTypes.DoubleType, true)
          .add("width", DataTypes.IntegerType, true)
          .add("height", DataTypes.IntegerType, true)
          .add("detections", DataTypes.createArrayType(DETECTION, false), false)
          .add("skipped", lines(), false)
          .add("doubts", lines(), false)
          .add("assumed", lines(), false)
          .add("error", ERROR, true)
          .add("millis", DataTypes.LongType, false);

  /** One row for each photo: which photo and model it is, then {@link #OUTCOME}. */
  public static final StructType ROW = row();

  private ResultSchema() {}

  private static org.apache.spark.sql.types.DataType lines() {
    return DataTypes.createArrayType(DataTypes.StringType, false);
  }

  private static StructType row() {
    StructType row =
        new StructType()
            .add("photo", DataTypes.StringType, false)
            .add("path", DataTypes.StringType, false)
            .add("length", DataTypes.LongType, false)
            .add("modified", DataTypes.TimestampType, false)
            .add("model", DataTypes.StringType, false);
    for (StructField field : OUTCOME.fields()) {
      row = row.add(field);
    }
    return row;
  }
}
