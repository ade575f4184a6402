package io.faultline.server.workspace;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.provenance.FolderLock;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.work.WorkQueue;
import io.faultline.server.workspace.exchange.Exchange;
import io.faultline.server.workspace.exchange.Exporter;
import io.faultline.server.workspace.exchange.Importer;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import io.faultline.server.workspace.picture.Pictures;
import io.faultline.server.workspace.store.Counts;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.FileCache;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoLedger.ModelInUse;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import io.faultline.server.workspace.store.TeachTable.ModelRow;
import io.faultline.server.workspace.teach.ModelShelf;
import io.faultline.server.workspace.teach.Teaching;
import io.faultline.server.workspace.teach.TrainingData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A folder with photos, what a model found in them, and what people changed. One process has it
 * open at a time; any thread may call. What a method returned is on the disk.
 */
public final class Workspace implements AutoCloseable {
  /** The database in the folder; where it is, there is a workspace. */
  public static final String DATABASE = "workspace.db";

  private static final long PROPOSAL_BYTES = 1L << 30;

  private final WorkspaceOptions options;
  private final Path folder;
  private final FolderLock lock;
  private final Database database;
  private final ModelSlot slot;
  private final PhotoLedger ledger;
  private final PhotoViews views;
  private final PicturePreparation preparation;
  private final Intake intake;
  private final DetectionQueue queue;
  private final ScoreIndex scores;
  private final ActiveModel model;
  private final ModelShelf shelf;
  private final Teaching teaching;
  private final Exchange exchange;
  private final DatasetOpening opening;
  private final WorkspaceEvents events = new WorkspaceEvents();

  private Workspace(
      Path folder,
      FolderLock lock,
      Database database,
      ModelSlot slot,
      Optional<WorkQueue> work,
      WorkspaceOptions options) {
    this.folder = folder;
    this.lock = lock;
    this.database = database;
    this.slot = slot;
    this.shelf = new ModelShelf(folder.resolve("models"), database, slot, options.clock());
    shelf.settle();
    this.model = new ActiveModel(database, slot);
    ReadOptions reading = new ReadOptions(options.maxPixels(), model.exif());
    PhotoFolder files = PhotoFolder.open(folder.resolve("photos"));
    this.ledger = new PhotoLedger(database, options.clock(), model::now);
    Pictures pictures = new Pictures(folder.resolve("pictures"), options.cacheBytes());
    FileCache proposals = new FileCache(folder.resolve("proposals"), PROPOSAL_BYTES);
    PhotoSearch search =
        new PhotoSearch(
            database,
            files,
            pictures,
            proposals,
            reading,
            work.map(WorkQueue::helpers).orElse(TileHelpers.NONE),
            options.clock());
    this.views = new PhotoViews(files, pictures, search, slot, this::categories);
    this.preparation = new PicturePreparation(search::prepare);
    this.intake =
        new Intake(database, files, reading, options.clock(), () -> model.now().isPresent());
    this.scores = new ScoreIndex(database);
    this.teaching =
        new Teaching(
            folder.resolve("trainings"),
            database,
            shelf,
            new TrainingData(database, files, reading.exif(), options.data()),
            options.clock(),
            options.teaching(),
            events::training);
    this.exchange =
        new Exchange(
            folder.resolve("exchange"),
            new Exporter(
                database,
                files,
                reading.exif(),
                model::now,
                row -> ImageReader.decode(views.image(row), row.name(), ReadOptions.DEFAULT)),
            new Importer(database, files, ledger, reading.exif(), this::imported));
    this.opening = new DatasetOpening(database, exchange.importer(), events);
    this.options = options;
    this.queue = new DetectionQueue(database, ledger, slot, search, work, events);
  }

  /** As {@link #open(Path, ModelSlot, Optional, WorkspaceOptions)}, with threads of its own. */
  public static Workspace open(Path folder, ModelSlot slot, WorkspaceOptions options) {
    return open(folder, slot, Optional.empty(), options);
  }

  /**
   * Opens a workspace, which is made where there is none, and starts to search waiting photos.
   *
   * @param slot holds the model in use, if any
   * @param work where photos are searched, after the requests of clients
   * @throws io.faultline.FaultlineException with {@code OUTPUT} if another process has it open,
   *     which the message names, or if it cannot be written; with {@code INPUT} if the folder holds
   *     the workspace of a newer program
   */
  public static Workspace open(
      Path folder, ModelSlot slot, Optional<WorkQueue> work, WorkspaceOptions options) {
    FolderLock lock = FolderLock.take(folder, holder(options.clock().instant()));
    try {
      Database database = Database.open(folder.resolve(DATABASE));
      try {
        Workspace workspace = new Workspace(folder, lock, database, slot, work, options);
        workspace.start();
        return workspace;
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static String holder(Instant now) {
    return "faultline serve, process "
        + ProcessHandle.current().pid()
        + ", since "
        + now.truncatedTo(ChronoUnit.SECONDS);
  }

  private void start() {
    model.changed();
    if (options.searches()) {
      queue.start();
      if (model.now().isEmpty()) {
        options.data().ifPresent(opening::start);
      }
    }
  }

  /** The name for people: that of the folder. */
  public String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** Where the model in use is held. */
  public ModelSlot models() {
    return slot;
  }

  /** Tells of changes. */
  public WorkspaceEvents events() {
    return events;
  }

  /** The classes of objects, by ascending id. */
  public List<Category> categories() {
    return database.in(sql -> new Settings(sql).categories());
  }

  /** The class of this name; it is added if it is not there. */
  public Category category(String name) {
    return database.in(sql -> new Settings(sql).category(name));
  }

  /** The scores from which the model in use reports boxes; 0 without a model. */
  public Thresholds thresholds() {
    return model.thresholds();
  }

  /** Counts of all photos. */
  public Counts counts() {
    return database.in(sql -> new PhotoTable(sql).counts());
  }

  /** How long the detector took for a photo lately, in seconds; empty before the first. */
  public OptionalDouble secondsPerPhoto() {
    return queue.secondsPerPhoto();
  }

  /** What the detector did in the background since the workspace was opened. */
  public SearchTime searchTime() {
    return queue.searchTime();
  }

  /**
   * What came of a photo that was given.
   *
   * @param name the name that was given, made visible
   * @param photo the photo in the workspace; empty if it was refused
   * @param duplicate whether a photo with the same bytes was there before, and not removed
   * @param error why it was refused, in one line
   */
  public record Taken(
      String name, Optional<PhotoRow> photo, boolean duplicate, Optional<String> error) {}

  /**
   * Takes a photo; the detector searches it later. The same bytes are the same photo; one that was
   * removed is put back, with its boxes.
   *
   * @throws IOException if the stream fails
   */
  public Taken add(String name, InputStream photo) throws IOException {
    return add(name, photo, "upload");
  }

  private Taken add(String name, InputStream photo, String who) throws IOException {
    Taken taken = restored(intake.take(name, photo), who);
    if (!taken.duplicate()) {
      taken.photo().ifPresent(this::taken);
      queue.wake();
    }
    return taken;
  }

  private Taken restored(Taken taken, String who) {
    Optional<PhotoRow> removed = taken.photo().filter(row -> row.summary().removed());
    if (removed.isEmpty()) {
      return taken;
    }
    Optional<PhotoRow> back = ledger.restore(removed.get().id(), who).map(PhotoLedger.Photo::row);
    return new Taken(taken.name(), back, false, Optional.empty());
  }

  private void taken(PhotoRow row) {
    events.photo(row.id());
    if (options.searches() && row.state() == PhotoRow.State.DONE) { // No model will decode it.
      preparation.offer(row);
    }
  }

  private Optional<PhotoRow> imported(String name, Path file, List<String> notes)
      throws IOException {
    try (InputStream photo = Files.newInputStream(file)) {
      Taken taken = add(name, photo, "import");
      taken.error().ifPresent(notes::add);
      return taken.photo();
    }
  }

  /** One page of a list. */
  public record Page(long total, List<PhotoRow> photos) {
    /** Copies the list. */
    public Page {
      photos = List.copyOf(photos);
    }
  }

  /** Photos as lists show them. */
  public Page list(PhotoQuery query) {
    return database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          return new Page(table.total(query), table.list(query));
        });
  }

  /** Whether the detector searches the photo at this moment. */
  public boolean isRunning(long id) {
    return queue.running().orElse(-1) == id;
  }

  /** A photo with its boxes; empty for an id that no photo has. */
  public Optional<PhotoLedger.Photo> photo(long id) {
    return ledger.photo(id);
  }

  /** A photo as lists show it. */
  public Optional<PhotoRow> row(long id) {
    return database.in(sql -> new PhotoTable(sql).get(id));
  }

  /** All entries of a photo's history. */
  public List<Entry> history(long id) {
    return ledger.history(id);
  }

  /** Applies changes together, or none of them; see {@link PhotoLedger#edit}. */
  public Optional<PhotoLedger.Result> edit(long id, int version, String who, List<Change> changes) {
    return told(ledger.edit(id, version, who, changes));
  }

  /** Takes back the last edit that still counts; see {@link PhotoLedger#undo}. */
  public Optional<PhotoLedger.Result> undo(long id, int version, String who) {
    return told(ledger.undo(id, version, who));
  }

  private Optional<PhotoLedger.Result> told(Optional<PhotoLedger.Result> result) {
    result
        .filter(PhotoLedger.Result.Done.class::isInstance)
        .ifPresent(
            done -> {
              events.photo(done.photo().row().id());
              queue.wake();
            });
    return result;
  }

  /** What is shown of photos. */
  public PhotoViews views() {
    return views;
  }

  /** What would be reported at a threshold, and what that does to the promise. */
  public Operating operating(double threshold) {
    return Operating.of(threshold, model.point(), scores);
  }

  /** The promise of the model in use, kept or refused; empty if none was asked for. */
  public Optional<RecallPromise> promise() {
    return model.point().flatMap(point -> point.promises().stream().findFirst());
  }

  /** How many corrections of boxes count. */
  public long corrections() {
    return scores.corrections();
  }

  /** Trainings on corrections; see {@link #adopt} for taking over their model. */
  public Teaching teaching() {
    return teaching;
  }

  /** All models that are or were in use, the newest first. */
  public List<ModelRow> shelf() {
    return shelf.models();
  }

  /** The hash of the model in use. */
  public Optional<String> activeModel() {
    return model.now().map(ModelInUse::hash);
  }

  /** Uses the model of the finished training; unreviewed photos are searched again. */
  public void adopt() {
    teaching.adopt();
    modelChanged();
  }

  /**
   * Uses another model of the shelf; unreviewed photos are searched again, or get back what it
   * found before.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} for a hash that no model has
   */
  public void activate(String hash) {
    shelf.activate(hash);
    modelChanged();
  }

  private void modelChanged() {
    model.changed();
    queue.wake();
    events.training();
  }

  /** Exports and imports. */
  public Exchange exchange() {
    return exchange;
  }

  /** What the opening of a dataset came to, or why it failed; empty while it runs. */
  public Optional<String> opened() {
    return opening.message();
  }

  /** Tells pages that an import has changed photos. */
  public void imported() {
    list(PhotoQuery.ALL).photos().forEach(row -> events.photo(row.id()));
    queue.wake();
  }

  /**
   * Ends what runs in the background, which goes on when the workspace is opened again, and gives
   * the folder free. The model stays in its slot.
   */
  @Override
  public void close() {
    events.close();
    opening.close();
    teaching.close();
    queue.close();
    preparation.close();
    database.close();
    lock.close();
  }
}
