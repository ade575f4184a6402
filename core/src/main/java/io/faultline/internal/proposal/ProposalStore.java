package io.faultline.internal.proposal;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.proposal.Proposals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The file of a run's proposals, about five bytes per box.
 *
 * <p>Big-endian: the eight bytes {@code FLPROPOS}; format version (int); the generator's
 * description (int length, UTF-8); number of photos (int); for each photo its id (long), key (32
 * bytes), number of boxes (int) and boxes; last the SHA-256 of all before. A box is four
 * variable-length integers: x1 and y1 as zigzag differences from the box before, then width and
 * height. Version 2 is written where a photo has scores; in it a byte follows the boxes of each
 * photo, and where that is 1, a score (double) for each box.
 *
 * <p>A file is written whole or not at all. One that is not what was written, by a single bit, is a
 * fault that names it, never a reason to compute anew.
 */
public final class ProposalStore {
  private static final byte[] MAGIC = "FLPROPOS".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  /** As {@link #VERSION}, with scores; written where there are any. */
  private static final int SCORED_VERSION = 2;

  private static final int HASH_BYTES = 32;

  private ProposalStore() {}

  /**
   * Writes a run.
   *
   * @throws IllegalArgumentException where a corner is not a whole number from 0 to 2^31 - 1
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void write(Path file, StoredProposals run) {
    AtomicFile.write(file, encode(run));
  }

  /**
   * Reads a run.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where the file is missing, damaged or of
   *     another format
   */
  public static StoredProposals read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FaultlineException(Problem.INPUT, file + ": proposals cannot be read", e);
    }
    if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, 0, 8, bytes, 0, 8)) {
      throw damaged(file, "is not a file of proposals");
    }
    int end = bytes.length - HASH_BYTES;
    if (end < MAGIC.length + Integer.BYTES
        || !Arrays.equals(hash(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw damaged(file, "is damaged or cut short (its checksum does not fit)");
    }
    try {
      return decode(file, new DataInputStream(new ByteArrayInputStream(bytes, 8, end - 8)));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file, "does not hold what its format says");
    }
  }

  private static FaultlineException damaged(Path file, String what) {
    return new FaultlineException(
        Problem.INPUT, file + ": " + what + "; delete it to have the proposals made again");
  }

  private static byte[] encode(StoredProposals run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      boolean scored =
          run.photos().stream().anyMatch(photo -> !photo.proposals().scores().isEmpty());
      out.writeInt(scored ? SCORED_VERSION : VERSION);
      byte[] generator = run.generator().getBytes(StandardCharsets.UTF_8);
      out.writeInt(generator.length);
      out.write(generator);
      out.writeInt(run.photos().size());
      for (StoredProposals.Photo photo : run.photos()) {
        out.writeLong(photo.imageId());
        out.write(HexFormat.of().parseHex(photo.key().hex()));
        out.writeInt(photo.proposals().boxes().size());
        writeBoxes(out, photo.proposals().boxes());
        if (scored) {
          writeScores(out, photo.proposals().scores());
        }
      }
      out.write(hash(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static StoredProposals decode(Path file, DataInputStream in) throws IOException {
    int version = in.readInt();
    if (version < VERSION || version > SCORED_VERSION) {
      throw damaged(
          file, "has format version " + version + ", this program reads 1 to " + SCORED_VERSION);
    }
    String generator = new String(readBytes(in, in.readInt()), StandardCharsets.UTF_8);
    int count = in.readInt();
    List<StoredProposals.Photo> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long imageId = in.readLong();
      Fingerprint key = new Fingerprint(HexFormat.of().formatHex(readBytes(in, HASH_BYTES)));
      photos.add(new StoredProposals.Photo(imageId, key, readProposals(in, version)));
    }
    if (in.available() > 0) {
      throw new IOException("bytes are left over");
    }
    return new StoredProposals(generator, photos);
  }

  private static void writeBoxes(DataOutputStream out, List<Box> boxes) throws IOException {
    int x = 0;
    int y = 0;
    for (Box box : boxes) {
      int x1 = whole(box.x1());
      int y1 = whole(box.y1());
      VarInt.write(out, VarInt.zigzag(x1 - x));
      VarInt.write(out, VarInt.zigzag(y1 - y));
      VarInt.write(out, whole(box.x2()) - x1);
      VarInt.write(out, whole(box.y2()) - y1);
      x = x1;
      y = y1;
    }
  }

  private static void writeScores(DataOutputStream out, List<Double> scores) throws IOException {
    out.writeBoolean(!scores.isEmpty());
    for (double score : scores) {
      out.writeDouble(score);
    }
  }

  private static Proposals readProposals(DataInputStream in, int version) throws IOException {
    List<Box> boxes = readBoxes(in, in.readInt());
    List<Double> scores = new ArrayList<>();
    if (version == SCORED_VERSION && in.readBoolean()) {
      for (int i = 0; i < boxes.size(); i++) {
        scores.add(in.readDouble());
      }
    }
    return new Proposals(boxes, scores);
  }

  private static List<Box> readBoxes(DataInputStream in, int count) throws IOException {
    List<Box> boxes = new ArrayList<>();
    int x1 = 0;
    int y1 = 0;
    for (int i = 0; i < count; i++) {
      x1 += VarInt.unzigzag(VarInt.read(in));
      y1 += VarInt.unzigzag(VarInt.read(in));
      boxes.add(Box.ofSize(x1, y1, VarInt.read(in), VarInt.read(in)));
    }
    return boxes;
  }

  private static int whole(double corner) {
    int whole = (int) corner;
    if (whole != corner || whole < 0) {
      throw new IllegalArgumentException(
          "a corner is " + corner + "; stored corners are whole numbers from 0 to 2^31 - 1");
    }
    return whole;
  }

  private static byte[] readBytes(DataInputStream in, int count) throws IOException {
    if (count < 0 || count > in.available()) {
      throw new IOException("a length is " + count);
    }
    return in.readNBytes(count);
  }

  private static byte[] hash(byte[] bytes, int end) {
    return HexFormat.of()
        .parseHex(Fingerprint.builder().add(Arrays.copyOf(bytes, end)).build().hex());
  }
}
