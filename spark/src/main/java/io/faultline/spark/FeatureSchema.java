package io.faultline.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of region features. {@code docs/spark.md} explains each. A change of a name, a type
 * or a meaning raises {@link #VERSION}.
 */
public final class FeatureSchema {
  /** The version of the columns, as {@code dataset.json} states it. */
  public static final int VERSION = 1;

  /** The value of {@code part} for photos from which classifiers learn. */
  public static final String TRAIN = "train";

  /** The value of {@code part} for photos on which classifiers are calibrated. */
  public static final String HELD_OUT = "held-out";

  private static final StructType ERROR =
      new StructType()
          .add("code", DataTypes.StringType, false)
          .add("message", DataTypes.StringType, false);

  /**
   * One row for each region. A photo without regions has one row in which the columns from {@code
   * piece} on are null; {@code error} says so if it could not be read.
   */
  public static final StructType ROW =
      new StructType()
          .add("photo", DataTypes.StringType, false)
          .add("path", DataTypes.StringType, false)
          .add("length", DataTypes.LongType, false)
          .add("modified", DataTypes.TimestampType, false)
          .add("model", DataTypes.StringType, false)
          .add("recipe", DataTypes.StringType, false)
          .add("part", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, false)
          .add("piece", DataTypes.LongType, true)
          .add("region", DataTypes.IntegerType, true)
          .add("x1", DataTypes.DoubleType, true)
          .add("y1", DataTypes.DoubleType, true)
          .add("x2", DataTypes.DoubleType, true)
          .add("y2", DataTypes.DoubleType, true)
          .add("label", DataTypes.IntegerType, true)
          .add("category", DataTypes.StringType, true)
          .add("iou", DataTypes.FloatType, true)
          .add("weight", DataTypes.FloatType, true)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), true)
          .add("error", ERROR, true);

  /** The number of columns that all rows of a photo share, the first ones. */
  static final int KEYS = ROW.fieldIndex("piece");

  private FeatureSchema() {}

  /** The folder of features. */
  static ResultDataset dataset(SparkSession spark, String folder) throws IOException {
    return new ResultDataset(spark, folder, ROW, List.of("photo", "region"));
  }

  /** Which rows are the first of their photo. */
  static Column first() {
    return functions.col("region").isNull().or(functions.col("region").equalTo(0));
  }
}
