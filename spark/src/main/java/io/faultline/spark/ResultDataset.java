package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The folder of a job's results.
 *
 * <pre>
 * rows/wave=1/part-….parquet   the rows of a wave; a wave is there as a whole or not at all
 * json/part-00000.jsonl        the same as JSON lines, if asked for
 * dataset.json                 version, model and counts
 * _staging/                    waves that are not finished; deleted when a job starts and ends
 * </pre>
 *
 * <p>A wave is written to {@code _staging}, then renamed. What a killed job leaves there is never
 * read. A file system that copies files instead of renaming a folder shows each file as a whole or
 * not at all, and no photo has rows in two files, so a resumed job adds exactly what is missing.
 */
final class ResultDataset {
  /** Rows that one file of a wave holds at most. */
  private static final int ROWS_PER_FILE = 50_000;

  private static final String WAVE = "wave=";
  private static final String CARD = "dataset.json";

  /** {@code DataSource.GLOB_PATHS_KEY} of Spark, whether paths are patterns. */
  private static final String GLOB_PATHS = "__globPaths__";

  private final SparkSession spark;
  private final StructType schema;
  private final List<String> order;
  private final FileSystem system;
  private final Path folder;
  private final Path rows;
  private final Path staging;

  /**
   * A folder of results.
   *
   * @param schema the columns of its rows
   * @param order the columns by which files are sorted
   */
  ResultDataset(SparkSession spark, String out, StructType schema, List<String> order)
      throws IOException {
    this.spark = spark;
    this.schema = schema;
    this.order = List.copyOf(order);
    Path named = HadoopFiles.path(out);
    system = HadoopFiles.withChecksums(named, spark.sparkContext().hadoopConfiguration());
    folder = system.makeQualified(named);
    rows = new Path(folder, "rows");
    staging = new Path(folder, "_staging");
  }

  /**
   * Takes the folder for this job and deletes what a killed one left. A folder of this machine is
   * locked until the caller closes what it gets.
   *
   * @param format what {@code dataset.json} calls its rows
   * @throws FaultlineException with {@code OUTPUT} if another job holds the folder, or it holds
   *     other files
   */
  Hold take(String format) throws IOException {
    if (system.exists(folder) && !system.getFileStatus(folder).isDirectory()) {
      throw new FaultlineException(Problem.OUTPUT, folder + ": is a file; must be a folder");
    }
    Hold hold = system instanceof LocalFileSystem ? locked()::close : () -> {};
    try {
      prepare(format);
      return hold;
    } catch (IOException | RuntimeException e) {
      hold.close();
      throw e;
    }
  }

  /** A folder that is taken. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  private FolderLock locked() {
    return FolderLock.take(
        java.nio.file.Path.of(folder.toUri().getPath()),
        "a job of Spark, process " + ProcessHandle.current().pid());
  }

  private void prepare(String format) throws IOException {
    boolean foreign =
        system.exists(folder)
            && !system.exists(rows)
            && Arrays.stream(system.listStatus(folder))
                .anyMatch(child -> !child.getPath().getName().matches("[._].*"));
    if (foreign) {
      throw new FaultlineException(
          Problem.OUTPUT,
          folder + ": holds other files; name a new folder, or one of an earlier job");
    }
    Path card = new Path(folder, CARD);
    if (system.exists(card)) {
      DatasetCard.requireFormat(card.toString(), read(card), format);
    }
    clean();
  }

  private byte[] read(Path file) throws IOException {
    return HadoopFiles.bytes(file.toString(), system.getConf());
  }

  /** What {@code dataset.json} says, or nothing if no job has ended here. */
  Optional<byte[]> card() throws IOException {
    Path card = new Path(folder, CARD);
    return system.exists(card) ? Optional.of(read(card)) : Optional.empty();
  }

  /** Deletes unfinished work. */
  void clean() throws IOException {
    system.delete(staging, true);
  }

  /** All rows that are committed. */
  Dataset<Row> read() {
    return rowsIn(rows);
  }

  /** Without the option, Spark would take a folder such as {@code a[1]} for a pattern. */
  private Dataset<Row> rowsIn(Path place) {
    return spark.read().schema(schema).option(GLOB_PATHS, false).parquet(place.toString());
  }

  /** Whether no wave is committed. */
  boolean isEmpty() throws IOException {
    return waves() == 0;
  }

  private int waves() throws IOException {
    int last = 0;
    if (!system.exists(rows)) {
      return last;
    }
    for (FileStatus child : system.listStatus(rows)) {
      String name = child.getPath().getName();
      if (name.startsWith(WAVE)) {
        last = Math.max(last, Integer.parseInt(name.substring(WAVE.length())));
      }
    }
    return last;
  }

  /** A finished wave that is not committed. */
  record Wave(Path path, Dataset<Row> rows) {}

  /** Computes rows and writes them where nobody reads them. */
  Wave stage(Dataset<Row> computed) {
    Path place = new Path(staging, UUID.randomUUID().toString());
    computed.write().parquet(place.toString());
    return new Wave(place, rowsIn(place));
  }

  /**
   * Makes a wave part of the results, in few files.
   *
   * @param count its rows
   */
  void commit(Wave wave, long count) throws IOException {
    Path packed = new Path(staging, UUID.randomUUID().toString());
    int files = (int) ((count + ROWS_PER_FILE - 1) / ROWS_PER_FILE);
    wave.rows()
        .coalesce(Math.max(1, files))
        .sortWithinPartitions(order.stream().map(functions::col).toArray(Column[]::new))
        .write()
        .parquet(packed.toString());
    Path place = new Path(rows, WAVE + (waves() + 1));
    system.mkdirs(rows);
    if (system.exists(place) || !system.rename(packed, place)) {
      throw new FaultlineException(
          Problem.OUTPUT, place + ": cannot be written; does another job write to this folder?");
    }
    system.delete(wave.path(), true);
  }

  /**
   * Writes lines as {@code json/part-00000.jsonl} and so on, in place of earlier ones.
   *
   * @param lines a column of text, in order
   */
  void writeJson(Dataset<Row> lines) throws IOException {
    Path place = new Path(staging, UUID.randomUUID().toString());
    lines.write().text(place.toString());
    int number = 0;
    FileStatus[] parts = system.listStatus(place);
    Arrays.sort(parts);
    for (FileStatus part : parts) {
      String name = part.getPath().getName();
      if (name.startsWith("part-")) {
        String called = String.format(java.util.Locale.ROOT, "part-%05d.jsonl", number++);
        system.rename(part.getPath(), new Path(place, called));
      } else {
        system.delete(part.getPath(), false);
      }
    }
    Path json = new Path(folder, "json");
    system.delete(json, true);
    if (!system.rename(place, json)) {
      throw new FaultlineException(Problem.OUTPUT, json + ": cannot be written");
    }
  }

  /** Writes {@code dataset.json}. */
  void describe(String text) throws IOException {
    try (OutputStream file = system.create(new Path(folder, CARD), true)) {
      file.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
