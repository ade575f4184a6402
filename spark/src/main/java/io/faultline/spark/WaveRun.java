package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Works on photos, wave by wave, until each has its rows. Photos that have them already are left
 * alone; the rows themselves say which, by photo, length and time.
 *
 * @param <T> what a task is told of a photo
 */
final class WaveRun<T> {
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
  private final ResultDataset results;
  private final Rows kind;
  private final PhotoWork<T> work;
  private final Function<ListedPhoto, T> told;
  private final Limits limits;
  private final Consumer<String> listener;

  /**
   * Which rows a job writes.
   *
   * @param schema with the columns {@code photo, length, modified} and {@code error}
   * @param mine which rows are of this job, such as those of its model
   * @param first which rows are the first of their photo; each photo has exactly one
   */
  record Rows(StructType schema, Column mine, Column first) {}

  /**
   * When a job stops and commits.
   *
   * @param maxErrors how many unreadable photos are too many
   * @param wave photos that are committed together; empty: as many as take some minutes
   */
  record Limits(ErrorLimit maxErrors, Optional<Integer> wave) {}

  /**
   * A run.
   *
   * @param spark of {@link #session}
   * @param told what a task is told of a photo
   * @param listener hears one line at a time
   */
  WaveRun(
      SparkSession spark,
      ResultDataset results,
      Rows kind,
      PhotoWork<T> work,
      Function<ListedPhoto, T> told,
      Limits limits,
      Consumer<String> listener) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.results = results;
    this.kind = kind;
    this.work = work;
    this.told = told;
    this.limits = limits;
    this.listener = listener;
  }

  /** A session that writes times as every reader of Parquet understands them. */
  static SparkSession session(SparkSession users) {
    SparkSession own = users.newSession();
    own.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    own.conf().set("spark.sql.session.timeZone", "UTC");
    return own;
  }

  /**
   * What came of a job.
   *
   * @param photos photos of the listing
   * @param inspected how many of them this run worked on
   * @param errors photos of the listing that could not be read
   * @param seconds of this run, without the start of Spark
   */
  record Summary(long photos, long inspected, long errors, double seconds) {}

  /**
   * Sees to it that each photo has its rows.
   *
   * @param photos at least one
   * @param passedOver how many other files were listed
   * @throws FaultlineException with {@code INPUT} if more photos are unreadable than allowed
   */
  Summary run(List<ListedPhoto> photos, int passedOver) throws IOException {
    long began = System.nanoTime();
    List<ListedPhoto> missing = missing(photos);
    listener.accept(
        photos.size()
            + " photos"
            + (passedOver > 0 ? " (" + passedOver + " other files passed over)" : "")
            + (missing.size() < photos.size()
                ? "; " + (photos.size() - missing.size()) + " have their rows already"
                : ""));
    long errors = errors(photos, photos.size() - missing.size());
    limits.maxErrors().check(errors, photos.size(), List.of());
    if (!missing.isEmpty()) {
      errors += inspect(missing, photos.size(), errors);
    }
    verify(photos);
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

  private Dataset<Row> firstRows() {
    return results.read().where(kind.mine()).where(kind.first());
  }

  /** The photos without a row of this length and time. */
  private List<ListedPhoto> missing(List<ListedPhoto> photos) throws IOException {
    if (results.isEmpty()) {
      return photos;
    }
    Set<Integer> orders =
        new HashSet<>(
            listed(photos)
                .join(firstRows().select("photo", "length", "modified"), keys(), "left_anti")
                .select("order")
                .as(Encoders.INT())
                .collectAsList());
    return photos.stream().filter(one -> orders.contains(one.order())).toList();
  }

  private static String[] keys() {
    return new String[] {"photo", "length", "modified"};
  }

  /** The first rows of photos, with the column {@code order} of the listing. */
  Dataset<Row> rowsOf(List<ListedPhoto> photos) {
    return listed(photos).join(firstRows(), keys(), "inner");
  }

  private long errors(List<ListedPhoto> photos, int done) {
    return done == 0 ? 0 : rowsOf(photos).where(functions.col("error").isNotNull()).count();
  }

  private long inspect(List<ListedPhoto> missing, long all, long errorsBefore) throws IOException {
    int slots = slots();
    List<ListedPhoto> ordered = PhotoPacks.dearestFirst(missing);
    double costPerSecond = 0;
    long errors = 0;
    double[] costs = ordered.stream().mapToDouble(PhotoPacks::cost).toArray();
    try (JobProgress progress = new JobProgress(context, costs, listener)) {
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
    if (limits.wave().isPresent()) {
      return (int) Math.min(ordered.size(), (long) from + limits.wave().get());
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
    List<List<T>> packs = new ArrayList<>();
    PhotoPacks.of(photos, slots)
        .forEach(pack -> packs.add(new ArrayList<>(pack.stream().map(told).toList())));
    PhotoWork<T> each = work;
    int error = kind.schema().fieldIndex("error");
    LongAccumulator done = progress.photos();
    LongAccumulator failed = progress.errors();
    JavaRDD<Row> rows =
        context
            .parallelize(packs, packs.size())
            .mapPartitions(part -> rows(part, each, error, done, failed));
    ResultDataset.Wave wave = results.stage(spark.createDataFrame(rows, kind.schema()));
    long found = wave.rows().where(kind.first()).count();
    if (found != photos.size()) {
      throw new IllegalStateException(
          "a wave of " + photos.size() + " photos has rows of " + found);
    }
    Dataset<Row> errors = wave.rows().where(functions.col("error").isNotNull());
    List<String> first =
        errors.select("error.message").limit(LISTED_ERRORS).as(Encoders.STRING()).collectAsList();
    long number = first.size() < LISTED_ERRORS ? first.size() : errors.count();
    first.forEach(line -> listener.accept("left out: " + line));
    results.commit(wave, wave.rows().count());
    limits.maxErrors().check(errorsBefore + number, all, first);
    return number;
  }

  private static <T> Iterator<Row> rows(
      Iterator<List<T>> packs,
      PhotoWork<T> work,
      int error,
      LongAccumulator done,
      LongAccumulator failed) {
    return new PackRows<>(packs, work, error, done, failed);
  }

  /** Every photo has its rows once. */
  private void verify(List<ListedPhoto> photos) {
    long found = rowsOf(photos).count();
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
  }
}
