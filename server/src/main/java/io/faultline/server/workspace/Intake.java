package io.faultline.server.workspace;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ExifRule;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.PhotoKind;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.text.VisibleText;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes photos into the workspace. */
final class Intake {
  private static final int MAX_NAME = 200;

  private final Database database;
  private final PhotoFolder folder;
  private final ReadOptions reading;
  private final Clock clock;
  private final BooleanSupplier searches;

  /**
   * An intake.
   *
   * @param searches whether there is a model, so that new photos wait for it
   */
  Intake(
      Database database,
      PhotoFolder folder,
      ReadOptions reading,
      Clock clock,
      BooleanSupplier searches) {
    this.database = database;
    this.folder = folder;
    this.reading = reading;
    this.clock = clock;
    this.searches = searches;
  }

  /**
   * Takes a photo; it is on the disk when this returns.
   *
   * @throws IOException if the stream fails
   */
  Workspace.Taken take(String givenName, InputStream bytes) throws IOException {
    String name = name(givenName);
    try (PhotoFolder.Incoming incoming = folder.receive(bytes)) {
      Optional<PhotoRow> known = ofHash(incoming.hash());
      if (known.isPresent()) {
        return new Workspace.Taken(name, known, true, Optional.empty());
      }
      ImageSize size;
      PhotoKind kind;
      try {
        size = size(incoming);
        kind = ImageReader.sniff(incoming.file()).orElseThrow();
      } catch (FaultlineException e) {
        return new Workspace.Taken(
            name, Optional.empty(), false, Optional.of(reason(e, incoming, name)));
      }
      String ending = kind.name().toLowerCase(Locale.ROOT);
      return database.in(
          sql -> {
            PhotoTable table = new PhotoTable(sql);
            Optional<PhotoRow> meanwhile = table.ofHash(incoming.hash());
            if (meanwhile.isPresent()) {
              return new Workspace.Taken(name, meanwhile, true, Optional.empty());
            }
            long id =
                table.add(
                    incoming.hash(),
                    ending,
                    name,
                    exportName(table, name, incoming.hash()),
                    size.widthPx(),
                    size.heightPx(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    searches.getAsBoolean() ? PhotoRow.State.WAITING : PhotoRow.State.DONE);
            PhotoRow row = table.get(id).orElseThrow();
            // The file first: a row whose file is missing would be worse than a file without a row.
            folder.keep(incoming, row.fileName());
            return new Workspace.Taken(name, Optional.of(row), false, Optional.empty());
          });
    }
  }

  private Optional<PhotoRow> ofHash(String hash) {
    return database.in(sql -> new PhotoTable(sql).ofHash(hash));
  }

  /** The size of a photo as it is shown; also refuses what is no photo, or too large a one. */
  private ImageSize size(PhotoFolder.Incoming incoming) {
    ImageSize stored = ImageReader.probe(incoming.file());
    if (stored.pixels() > reading.maxPixels()) {
      throw new FaultlineException(
          Problem.INPUT,
          incoming.file()
              + ": size in the header is "
              + stored
              + " ("
              + stored.pixels()
              + " pixels); must be at most "
              + reading.maxPixels()
              + " pixels");
    }
    boolean turned =
        reading.exif() == ExifRule.UPRIGHT && ImageReader.orientation(incoming.file()).swapsSides();
    return turned ? stored.turned() : stored;
  }

  private static String reason(FaultlineException e, PhotoFolder.Incoming incoming, String name) {
    return e.getMessage().replace(incoming.file().toString(), name);
  }

  /** The given name as one visible line; of a long one the end, which tells photos apart. */
  private static String name(String given) {
    String visible = VisibleText.line(given.replace('\\', '/')).strip();
    String bounded = visible.substring(Math.max(0, visible.length() - MAX_NAME));
    return bounded.isEmpty() ? "photo" : bounded;
  }

  /** A name that every file system takes, different from all others in any case of letters. */
  private static String exportName(PhotoTable table, String name, String hash) throws SQLException {
    String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^[. -]+", "_");
    int dot = safe.lastIndexOf('.');
    String stem = dot > 0 ? safe.substring(0, dot) : safe;
    String ending = dot > 0 ? safe.substring(dot) : "";
    String bounded = stem.length() > 80 ? stem.substring(0, 80) : stem;
    String first = bounded + ending;
    return table.ofExportName(first).isEmpty() && ending.length() < 10
        ? first
        : bounded + "-" + hash.substring(0, 12) + (ending.length() < 10 ? ending : "");
  }
}
