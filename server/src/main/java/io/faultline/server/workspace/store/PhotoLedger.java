package io.faultline.server.workspace.store;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Changes;
import io.faultline.server.workspace.history.Entry;
import io.faultline.server.workspace.history.HistoryFold;
import io.faultline.server.workspace.history.Judgement;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Adds entries to the histories of photos. An entry, the short form of the new state and the
 * photo's version are written in one transaction.
 */
public final class PhotoLedger {
  private final Database database;
  private final Clock clock;
  private final Supplier<Optional<ModelInUse>> model;

  /**
   * A ledger.
   *
   * @param model the model in use; empty without a model
   */
  public PhotoLedger(Database database, Clock clock, Supplier<Optional<ModelInUse>> model) {
    this.database = database;
    this.clock = clock;
    this.model = model;
  }

  /**
   * The model that decides what is reported.
   *
   * @param hash SHA-256 of its file
   */
  public record ModelInUse(String hash, OperatingPoint point) {}

  /** A photo with the state that its history gives. */
  public record Photo(PhotoRow row, PhotoState state) {}

  /** What came of an edit. */
  public sealed interface Result {
    /** The photo as it is now. */
    Photo photo();

    /** The entry is on the disk. */
    record Done(Photo photo) implements Result {}

    /** Somebody else changed the photo since the caller saw it; nothing was written. */
    record Conflict(Photo photo) implements Result {}

    /** Undo found no edit to take back; nothing was written. */
    record NothingToUndo(Photo photo) implements Result {}
  }

  /** A photo; empty for an id that no photo has. */
  public Optional<Photo> photo(long id) {
    return database.in(sql -> photo(new PhotoTable(sql), id));
  }

  /** All entries of a photo. */
  public List<Entry> history(long id) {
    return database.in(sql -> new PhotoTable(sql).history(id));
  }

  /**
   * Applies changes together, or none of them.
   *
   * @param version of the photo that the person saw
   * @throws FaultlineException with {@code INPUT} for a change that does not fit
   */
  public Optional<Result> edit(long id, int version, String who, List<Change> changes) {
    return database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          Optional<Photo> before = photo(table, id);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Photo photo = before.get();
          if (photo.row().version() != version) {
            return Optional.of(new Result.Conflict(photo));
          }
          Set<Integer> categories =
              new Settings(sql)
                  .categories().stream()
                      .map(Category::id)
                      .collect(Collectors.toCollection(TreeSet::new));
          List<Change> checked =
              Changes.checked(
                  changes,
                  photo.state(),
                  photo.row().widthPx(),
                  photo.row().heightPx(),
                  categories);
          return Optional.of(
              new Result.Done(
                  append(table, id, new Entry.Edited(version + 1, now(), who, checked))));
        });
  }

  /** Takes back the last edit that still counts. */
  public Optional<Result> undo(long id, int version, String who) {
    return database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          Optional<Photo> before = photo(table, id);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Photo photo = before.get();
          if (photo.row().version() != version) {
            return Optional.of(new Result.Conflict(photo));
          }
          if (photo.state().undoable().isEmpty()) {
            return Optional.of(new Result.NothingToUndo(photo));
          }
          int undoes = photo.state().undoable().getAsInt();
          return Optional.of(
              new Result.Done(
                  append(table, id, new Entry.Undone(version + 1, now(), who, undoes))));
        });
  }

  /** Puts a removed photo back; one that is there already stays as it is. */
  public Optional<Photo> restore(long id, String who) {
    return database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          Optional<Photo> before = photo(table, id);
          if (before.filter(photo -> photo.state().removed()).isEmpty()) {
            return before;
          }
          int version = before.get().row().version() + 1;
          return Optional.of(
              append(
                  table, id, new Entry.Edited(version, now(), who, List.of(new Change.Restore()))));
        });
  }

  /** Keeps what a model found in a photo, and makes it the photo's boxes. */
  public void found(long id, Found found) {
    database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          Photo photo = photo(table, id).orElseThrow();
          table.keep(id, found);
          table.state(id, PhotoRow.State.DONE, Optional.empty());
          return append(
              table,
              id,
              new Entry.Detected(
                  photo.row().version() + 1, now(), "model", found.model(), found.detections()));
        });
  }

  private Photo append(PhotoTable table, long id, Entry entry) throws SQLException {
    table.append(id, entry);
    PhotoState state = HistoryFold.of(table.history(id));
    table.summary(id, state.version(), state.model(), summary(table, id, state));
    Photo photo = photo(table, id).orElseThrow();
    if (isWaiting(photo)) {
      table.state(id, PhotoRow.State.WAITING, Optional.empty());
      return photo(table, id).orElseThrow();
    }
    return photo;
  }

  /** Whether a photo was reviewed while another model came into use, and is not any more. */
  private boolean isWaiting(Photo photo) {
    return photo.row().state() == PhotoRow.State.DONE
        && !photo.state().reviewed()
        && model
            .get()
            .filter(one -> !photo.state().model().equals(Optional.of(one.hash())))
            .isPresent();
  }

  private PhotoRow.Summary summary(PhotoTable table, long id, PhotoState state)
      throws SQLException {
    Optional<Found> found = Optional.empty();
    if (state.model().isPresent()) {
      found = table.found(id, state.model().get());
    }
    Optional<OperatingPoint> point = model.get().map(ModelInUse::point);
    Judgement judgement =
        Judgement.of(
            state,
            found.map(one -> new Judgement.Searched(one.coverage(), !one.doubts().isEmpty())),
            point);
    List<PhotoBox> reported =
        state.reported(point.map(OperatingPoint::thresholds).orElse(Thresholds.all(0)));
    String categories =
        reported.stream()
            .map(box -> box.categoryId() + ",")
            .distinct()
            .collect(Collectors.joining("", ",", ""));
    return new PhotoRow.Summary(
        state.reviewed(),
        state.corrected(),
        state.removed(),
        Optional.of(judgement.verdict()),
        judgement.doubt(),
        reported.size(),
        categories);
  }

  private static Optional<Photo> photo(PhotoTable table, long id) throws SQLException {
    Optional<PhotoRow> row = table.get(id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Photo(row.get(), HistoryFold.of(table.history(id))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
