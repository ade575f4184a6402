package io.faultline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Files of any file system that Hadoop knows. */
final class HadoopFiles {
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 500;

  private HadoopFiles() {}

  /**
   * The file system of a path. The local one is taken without its checksums: Hadoop cannot name the
   * checksum of a file whose name holds a colon, such as {@code 12:30.jpg}.
   */
  static FileSystem system(Path path, Configuration conf) throws IOException {
    FileSystem found = withChecksums(path, conf);
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  /** The file system of a path as Spark takes it. */
  static FileSystem withChecksums(Path path, Configuration conf) throws IOException {
    try {
      return path.getFileSystem(conf);
    } catch (RuntimeException e) { // A class that is not there, or a host that nobody knows.
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * The path that a text means. One such as {@code 12:30} is a name, though it looks like the
   * beginning of an address.
   *
   * @throws IOException if it means none
   */
  static Path path(String text) throws IOException {
    if (text.isBlank()) {
      throw new IOException("an empty name");
    }
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      return named(text, e);
    }
  }

  private static Path named(String text, IllegalArgumentException reason) throws IOException {
    try {
      return new Path(null, null, text);
    } catch (IllegalArgumentException e) {
      e.addSuppressed(reason);
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * All bytes of a file. A file system that fails is asked again, twice.
   *
   * @throws FileNotFoundException if there is no such file
   */
  static byte[] bytes(String address, Configuration conf) throws IOException {
    Path path = path(address);
    for (int attempt = 1; ; attempt++) {
      try (FSDataInputStream in = system(path, conf).open(path)) {
        return in.readAllBytes();
      } catch (FileNotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause(e);
      }
    }
  }

  /**
   * All files below a folder. Stores of objects list them at once. Hadoop's listing at once of the
   * local file system starts a process for every file, to learn its permissions, which takes 5 ms;
   * listing folder by folder does not ask for them.
   */
  static List<FileStatus> below(FileStatus folder, FileSystem system) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    if (system.getUri().getScheme().equals("file")) {
      for (FileStatus child : system.listStatus(folder.getPath())) {
        if (child.isDirectory()) {
          files.addAll(below(child, system));
        } else {
          files.add(child);
        }
      }
      return files;
    }
    RemoteIterator<LocatedFileStatus> listed = system.listFiles(folder.getPath(), true);
    while (listed.hasNext()) {
      files.add(listed.next());
    }
    return files;
  }

  private static void pause(IOException reason) throws IOException {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  /** An open file for readers of headers. */
  static SeekableByteChannel channel(String address, long length, Configuration conf)
      throws IOException {
    Path path = path(address);
    return new Channel(system(path, conf).open(path), length);
  }

  private static final class Channel implements SeekableByteChannel {
    private final FSDataInputStream in;
    private final long length;
    private boolean open = true;

    Channel(FSDataInputStream in, long length) {
      this.in = in;
      this.length = length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      byte[] piece = new byte[into.remaining()];
      int read = in.read(piece, 0, piece.length);
      if (read > 0) {
        into.put(piece, 0, read);
      }
      return read;
    }

    @Override
    public long position() throws IOException {
      return in.getPos();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      in.seek(position);
      return this;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      open = false;
      in.close();
    }
  }
}
