package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.results.DetectionJson;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Detects on an archive of photos, wave by wave. Every photo of the listing ends with exactly one
 * row of the model. Photos that have one are not inspected again.
 */
final class DetectRun {
  private DetectRun() {}

  /**
   * Runs a job.
   *
   * @param listener hears one line at a time
   * @throws FaultlineException with {@code INPUT} if more photos are unreadable than allowed, or
   *     there is none; with {@code MODEL} or {@code OUTPUT} as the command line does
   */
  static WaveRun.Summary run(
      SparkSession session, DetectOptions options, Consumer<String> listener) {
    try {
      return work(session, options, listener);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, options.out() + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private static WaveRun.Summary work(
      SparkSession session, DetectOptions options, Consumer<String> listener) throws IOException {
    SparkSession spark = WaveRun.session(session);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    SharedModel model = SharedModel.of(context, options.model());
    Broadcast<SerializableConfiguration> conf =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    ResultDataset results =
        new ResultDataset(spark, options.out(), ResultSchema.ROW, List.of("photo"));
    try (ResultDataset.Hold unused = results.take(DatasetCard.RESULTS)) {
      return work(spark, options, model, conf, results, listener);
    }
  }

  private static WaveRun.Summary work(
      SparkSession spark,
      DetectOptions options,
      SharedModel model,
      Broadcast<SerializableConfiguration> conf,
      ResultDataset results,
      Consumer<String> listener)
      throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    PhotoListing.Listing listing =
        PhotoListing.of(options.photos(), options.out(), context.hadoopConfiguration());
    List<ListedPhoto> photos = PhotoSurvey.photos(context, conf, listing.photos(), listing.named());
    if (photos.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT, String.join(", ", options.photos()) + ": no photo is there");
    }
    PhotoInspection inspection = new PhotoInspection(model, conf);
    WaveRun<ListedPhoto> waves =
        new WaveRun<>(
            spark,
            results,
            new WaveRun.Rows(
                ResultSchema.ROW,
                functions.col("model").equalTo(model.hash()),
                functions.lit(true)),
            photo -> List.of(inspection.row(photo)),
            Function.identity(),
            new WaveRun.Limits(options.maxErrors(), options.wave()),
            listener);
    WaveRun.Summary summary = waves.run(photos, listing.photos().size() - photos.size());
    if (options.json()) {
      results.writeJson(lines(waves.rowsOf(photos)));
    }
    results.describe(DatasetCard.ofResults(model, summary));
    results.clean();
    return summary;
  }

  private static Dataset<Row> lines(Dataset<Row> rows) {
    return rows.sort("order")
        .map(
            (MapFunction<Row, String>) row -> DetectionJson.photo(ResultRows.outcome(row)),
            Encoders.STRING())
        .toDF();
  }
}
