package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.results.DetectionJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Detects on an archive of photos, wave by wave. Every photo of the listing ends with exactly one
 * row of the model. Photos that have one are not inspected again.
 */
final class DetectRun {
  /** The first wave of a job, in photos for each slot; later waves follow the measured rate. */
  private static final int FIRST_WAVE = 64;

  /** How long a wave takes at most: what a killed job loses. */
  private static final double WAVE_SECONDS = 300;

  private static final int MAX_WAVE = 50_000;
  private static final int LISTED_ERRORS = 10;

  private static final StructType LISTED =
      new StructType()
          .add("order", DataTypes.IntegerType, false)
          .add("photo", DataTypes.StringType, false)
          .add("length", DataTypes.LongType, false)
          .add("modified", DataTypes.TimestampType, false);

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final DetectOptions options;
  private final Consumer<String> listener;
  private final SharedModel model;
  private final Broadcast<SerializableConfiguration> conf;
  private final ResultDataset results;

  private DetectRun(SparkSession session, DetectOptions options, Consumer<String> listener)
      throws IOException {
    this.spark = session.newSession();
    spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.options = options;
    this.listener = listener;
    model = SharedModel.of(context, options.model());
    conf = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    results = new ResultDataset(spark, options.out());
  }

  /**
   * What came of a job.
   *
   * @param photos photos of the listing
   * @param inspected how many of them this run inspected
   * @param errors photos of the listing that could not be read
   * @param seconds of this run, without the start of Spark
   */
  record Summary(long photos, long inspected, long errors, double seconds) {}

  /**
   * Runs a job.
   *
   * @param listener hears one line at a time
   * @throws FaultlineException with {@code INPUT} if more photos are unreadable than allowed, or
   *     there is none; with {@code MODEL} or {@code OUTPUT} as the command line does
   */
  static Summary run(SparkSession spark, DetectOptions options, Consumer<String> listener) {
    try {
      return new DetectRun(spark, options, listener).run();
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, options.out() + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private Summary run() throws IOException {
    long began = System.nanoTime();
    PhotoListing.Listing listing =
        PhotoListing.of(options.photos(), options.out(), context.hadoopConfiguration());
    List<ListedPhoto> photos = PhotoSurvey.photos(context, conf, listing.photos(), listing.named());
    int passedOver = listing.photos().size() - photos.size();
    if (photos.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT, String.join(", ", options.photos()) + ": no photo is there");
    }
    results.prepare();
    List<ListedPhoto> missing = missing(photos);
    listener.accept(
        photos.size()
            + " photos"
            + (passedOver > 0 ? " (" + passedOver + " other files passed over)" : "")
            + (missing.size() < photos.size()
                ? "; " + (photos.size() - missing.size()) + " have their rows already"
                : ""));
    long errors = errors(photos, photos.size() - missing.size());
    options.maxErrors().check(errors, photos.size(), List.of());
    if (!missing.isEmpty()) {
      errors += inspect(missing, photos.size(), errors);
    }
    finish(photos, errors);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Summary(photos.size(), missing.size(), errors, seconds);
  }

  private Dataset<Row> listed(List<ListedPhoto> photos) {
    int slices = Math.max(context.defaultParallelism(), photos.size() / 50_000 + 1);
    JavaRDD<Row> rows =
        context
            .parallelize(photos, slices)
            .map(one -> RowFactory.create(one.order(), one.name(), one.length(), one.modified()));
    return spark.createDataFrame(rows, LISTED);
  }

  /** The committed rows of this model. */
  private Dataset<Row> committed() {
    return results.read().where(functions.col("model").equalTo(model.hash()));
  }

  /** The photos without a row of this length, time and model. */
  private List<ListedPhoto> missing(List<ListedPhoto> photos) throws IOException {
    if (results.isEmpty()) {
      return photos;
    }
    Set<Integer> orders =
        new HashSet<>(
            listed(photos)
                .join(
                    committed().select("photo", "length", "modified"), functionsKeys(), "left_anti")
                .select("order")
                .as(Encoders.INT())
                .collectAsList());
    return photos.stream().filter(one -> orders.contains(one.order())).toList();
  }

  private static String[] functionsKeys() {
    return new String[] {"photo", "length", "modified"};
  }

  private Dataset<Row> rowsOf(List<ListedPhoto> photos) {
    return listed(photos).join(committed(), functionsKeys(), "inner");
  }

  private long errors(List<ListedPhoto> photos, int done) {
    return done == 0 ? 0 : rowsOf(photos).where(functions.col("error").isNotNull()).count();
  }

  private long inspect(List<ListedPhoto> missing, long all, long errorsBefore) throws IOException {
    int slots = slots();
    List<ListedPhoto> ordered = PhotoPacks.dearestFirst(missing);
    double costPerSecond = 0;
    long errors = 0;
    try (JobProgress progress = new JobProgress(context, missing.size(), listener)) {
      for (int from = 0; from < ordered.size(); ) {
        int to = end(ordered, from, slots, costPerSecond);
        List<ListedPhoto> wave = ordered.subList(from, to);
        double cost = wave.stream().mapToDouble(PhotoPacks::cost).sum();
        long began = System.nanoTime();
        errors += wave(wave, slots, progress, all, errorsBefore + errors);
        costPerSecond = cost / ((System.nanoTime() - began) / 1e9);
        from = to;
      }
    }
    return errors;
  }

  /** Where a wave ends that begins at a photo. */
  private int end(List<ListedPhoto> ordered, int from, int slots, double costPerSecond) {
    if (options.wave().isPresent()) {
      return (int) Math.min(ordered.size(), (long) from + options.wave().get());
    }
    if (costPerSecond == 0) {
      return (int) Math.min(ordered.size(), (long) FIRST_WAVE * slots);
    }
    double cost = 0;
    int to = from;
    while (to < ordered.size()
        && to - from < MAX_WAVE
        && (to == from || cost < costPerSecond * WAVE_SECONDS)) {
      cost += PhotoPacks.cost(ordered.get(to++));
    }
    return to;
  }

  private int slots() {
    int cores = context.defaultParallelism();
    int each = Math.max(1, context.getConf().getInt("spark.task.cpus", 1));
    return Math.max(1, cores / each);
  }

  private long wave(
      List<ListedPhoto> photos, int slots, JobProgress progress, long all, long errorsBefore)
      throws IOException {
    List<List<ListedPhoto>> packs = new ArrayList<>();
    PhotoPacks.of(photos, slots).forEach(pack -> packs.add(new ArrayList<>(pack)));
    PhotoInspection inspection = new PhotoInspection(model, conf);
    LongAccumulator done = progress.photos();
    LongAccumulator failed = progress.errors();
    JavaRDD<Row> rows =
        context
            .parallelize(packs, packs.size())
            .mapPartitions(part -> rows(part, inspection, done, failed));
    ResultDataset.Wave wave = results.stage(spark.createDataFrame(rows, ResultSchema.ROW));
    long count = wave.rows().count();
    if (count != photos.size()) {
      throw new IllegalStateException(
          "a wave of " + photos.size() + " photos has " + count + " rows");
    }
    Dataset<Row> errors = wave.rows().where(functions.col("error").isNotNull());
    List<String> first =
        errors.select("error.message").limit(LISTED_ERRORS).as(Encoders.STRING()).collectAsList();
    long number = first.size() < LISTED_ERRORS ? first.size() : errors.count();
    first.forEach(line -> listener.accept("left out: " + line));
    results.commit(wave, count);
    options.maxErrors().check(errorsBefore + number, all, first);
    return number;
  }

  private static Iterator<Row> rows(
      Iterator<List<ListedPhoto>> packs,
      PhotoInspection inspection,
      LongAccumulator done,
      LongAccumulator failed) {
    return new PackRows(packs, inspection, done, failed);
  }

  /** Verifies that every photo has one row, and writes what stands beside the rows. */
  private void finish(List<ListedPhoto> photos, long errors) throws IOException {
    Dataset<Row> rows = rowsOf(photos);
    long found = rows.count();
    if (found != photos.size()) {
      throw new FaultlineException(
          Problem.OUTPUT,
          results
              + ": "
              + photos.size()
              + " photos have "
              + found
              + " rows; did two jobs write to this folder at the same time?");
    }
    if (options.json()) {
      results.writeJson(
          rows.sort("order")
              .map(
                  (MapFunction<Row, String>) row -> DetectionJson.photo(ResultRows.outcome(row)),
                  Encoders.STRING())
              .toDF());
    }
    results.describe(DatasetCard.json(model, photos.size(), errors));
    results.clean();
  }
}
