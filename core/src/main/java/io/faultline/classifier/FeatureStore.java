package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Feature vectors with their labels in a file, so that memory does not grow with the number of
 * photos. It is written and read photo by photo; memory holds one photo at a time. {@link #close()}
 * deletes the file. Only one thread may use it.
 *
 * <p>A row takes {@code 12 + 4 * columns} bytes: label (int32), overlap and weight (float32), and
 * the vector (float32), little-endian; each photo has 12 bytes before its rows: its id (int64) and
 * the number of rows (int32).
 */
public final class FeatureStore implements AutoCloseable {
  private static final int PHOTO_BYTES = Long.BYTES + Integer.BYTES;
  private static final int ROW_BYTES = Integer.BYTES + 2 * Float.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final int columns;
  private long rows;
  private long positives;

  private FeatureStore(Path file, FileChannel channel, int columns) {
    this.file = file;
    this.channel = channel;
    this.columns = columns;
  }

  /**
   * An empty store; an existing file is overwritten.
   *
   * @param columns the length of each vector
   * @throws FaultlineException with {@link Problem#OUTPUT} if the file cannot be written
   */
  public static FeatureStore create(Path file, int columns) {
    if (!(columns > 0)) {
      throw new IllegalArgumentException("columns is " + columns + "; it must be > 0");
    }
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null && !Files.isDirectory(parent)) { // Java 17 refuses links to folders.
        Files.createDirectories(parent);
      }
      return new FeatureStore(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE),
          columns);
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  /** The bytes in the file for one row with this number of columns. */
  public static long bytesPerRow(int columns) {
    return ROW_BYTES + (long) Float.BYTES * columns;
  }

  /**
   * Appends the regions of a photo.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} if the disk is full
   */
  public void add(StoredRegions photo) {
    if (photo.features().columns() != columns) {
      throw new IllegalArgumentException(
          "width is " + photo.features().columns() + "; the store has " + columns);
    }
    ByteBuffer bytes =
        buffer(Math.addExact(PHOTO_BYTES, Math.toIntExact(photo.rows() * bytesPerRow(columns))));
    bytes.putLong(photo.imageId()).putInt(photo.rows());
    for (int row = 0; row < photo.rows(); row++) {
      bytes.putInt(photo.label(row)).putFloat(photo.iou(row)).putFloat(photo.weight(row));
      for (int column = 0; column < columns; column++) {
        bytes.putFloat(photo.features().at(row, column));
      }
      positives += photo.label(row) > 0 ? 1 : 0;
    }
    rows += photo.rows();
    bytes.flip();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  /**
   * Passes the photos to the visitor in the order they were added, each with the number of its
   * first row.
   *
   * @throws FaultlineException with {@link Problem#INPUT} if the file was changed meanwhile
   */
  public void scan(Consumer<StoredRegions> visitor) {
    try {
      long at = 0;
      long firstRow = 0;
      while (firstRow < rows) {
        ByteBuffer head = read(at, PHOTO_BYTES);
        long imageId = head.getLong();
        int count = head.getInt();
        if (count < 0 || count > rows - firstRow) {
          throw new IOException("a photo of " + count + " rows");
        }
        int size = Math.toIntExact(count * bytesPerRow(columns));
        visitor.accept(photo(imageId, firstRow, count, read(at + PHOTO_BYTES, size)));
        at += PHOTO_BYTES + size;
        firstRow += count;
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read back (" + IoReason.of(e) + ")", e);
    }
  }

  private StoredRegions photo(long imageId, long firstRow, int count, ByteBuffer bytes) {
    int[] labels = new int[count];
    float[] ious = new float[count];
    float[] weights = new float[count];
    float[] values = new float[count * columns];
    for (int row = 0; row < count; row++) {
      labels[row] = bytes.getInt();
      ious[row] = bytes.getFloat();
      weights[row] = bytes.getFloat();
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = bytes.getFloat();
      }
    }
    return new StoredRegions(
        imageId, firstRow, FeatureMatrix.owning(count, columns, values), labels, ious, weights);
  }

  private ByteBuffer read(long at, int size) throws IOException {
    ByteBuffer bytes = buffer(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("it ends too early");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of vectors. */
  public long rows() {
    return rows;
  }

  /** The number of vectors of regions that hold an object. */
  public long positives() {
    return positives;
  }

  /** The length of each vector. */
  public int columns() {
    return columns;
  }

  /** Deletes the file. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(file, "deleted", e);
    }
  }

  private static FaultlineException failed(Path file, String what, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, file + ": cannot be " + what + " (" + IoReason.of(e) + ")", e);
  }
}
