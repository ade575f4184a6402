package io.faultline.server.workspace.picture;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * All tiles of a photo in one file: JPEGs one after the other, then their offsets (start and end as
 * longs, big-endian) in the order of {@link TileGrid#place}. The file is written whole or not at
 * all.
 */
final class TileFile {
  private static final int QUALITY = 85;

  private TileFile() {}

  /** Writes the tiles of a photo; {@code levels} gives it at full size, then halved each time. */
  static void write(Path file, TileGrid grid, Supplier<Raster> levels) {
    AtomicFile.write(file, out -> write(out, grid, levels));
  }

  private static void write(OutputStream out, TileGrid grid, Supplier<Raster> levels)
      throws IOException {
    long[] starts = new long[grid.tiles()];
    long[] ends = new long[grid.tiles()];
    long at = 0;
    for (int zoom = grid.maxZoom(); zoom >= 0; zoom--) {
      Raster level = levels.get();
      for (int y = 0; y < grid.rows(zoom); y++) {
        for (int x = 0; x < grid.columns(zoom); x++) {
          byte[] tile = ImageWriter.encodeJpeg(cut(level, x, y), QUALITY);
          out.write(tile);
          starts[grid.place(zoom, x, y)] = at;
          at += tile.length;
          ends[grid.place(zoom, x, y)] = at;
        }
      }
    }
    ByteBuffer index = ByteBuffer.allocate(2 * Long.BYTES * ends.length);
    for (int i = 0; i < ends.length; i++) {
      index.putLong(starts[i]).putLong(ends[i]);
    }
    out.write(index.array());
  }

  private static Raster cut(Raster level, int x, int y) {
    int left = x * TileGrid.TILE_PX;
    int top = y * TileGrid.TILE_PX;
    int right = Math.min(left + TileGrid.TILE_PX, level.width());
    int bottom = Math.min(top + TileGrid.TILE_PX, level.height());
    return Warp.crop(level, new Box(left, top, right, bottom));
  }

  /** One tile as JPEG. */
  static byte[] read(Path file, TileGrid grid, int zoom, int x, int y) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long index = channel.size() - 2L * Long.BYTES * grid.tiles();
      ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES);
      fill(channel, place, index + 2L * Long.BYTES * grid.place(zoom, x, y));
      long start = place.getLong();
      ByteBuffer tile = ByteBuffer.allocate(Math.toIntExact(place.getLong() - start));
      fill(channel, tile, start);
      return tile.array();
    }
  }

  private static void fill(FileChannel channel, ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("the file of tiles ends early");
      }
      at += read;
    }
    into.flip();
  }
}
