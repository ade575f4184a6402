package io.faultline.server.workspace;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.image.ExifRule;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.detection.PhotoMemory;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.work.Turns;
import io.faultline.server.workspace.picture.Pictures;
import io.faultline.server.workspace.picture.TileGrid;
import io.faultline.server.workspace.proposal.RankedBoxes;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.FileCache;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and searches photos of the workspace. */
final class PhotoSearch implements DetectionQueue.Search {
  /** Requests for proposals that work or wait for them. */
  private static final int MAX_PROPOSING = 32;

  private final Database database;
  private final PhotoFolder folder;
  private final Pictures pictures;
  private final FileCache proposals;
  private final ReadOptions reading;
  private final TileHelpers helpers;
  private final Clock clock;
  private final PhotoMemory memory = new PhotoMemory();
  private final Turns proposing = new Turns(MAX_PROPOSING);

  PhotoSearch(
      Database database,
      PhotoFolder folder,
      Pictures pictures,
      FileCache proposals,
      ReadOptions reading,
      TileHelpers helpers,
      Clock clock) {
    this.database = database;
    this.folder = folder;
    this.pictures = pictures;
    this.proposals = proposals;
    this.reading = reading;
    this.helpers = helpers;
    this.clock = clock;
  }

  /** How boxes refer to the file's pixels. */
  ExifRule exif() {
    return reading.exif();
  }

  /** The photo as far as it can be decoded; messages give the person's name for it. */
  PhotoReading read(PhotoRow photo) {
    try {
      byte[] bytes = Files.readAllBytes(folder.file(photo.fileName()));
      return ImageReader.examine(bytes, photo.name(), reading);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, photo.name() + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** Makes the pictures of a photo that nobody searches. */
  void prepare(PhotoRow photo) {
    pictures.prepare(source(photo));
  }

  /** Where the pictures of a photo come from. */
  Pictures.Source source(PhotoRow photo) {
    return new Pictures.Source(
        photo.hash(),
        new TileGrid(photo.widthPx(), photo.heightPx()),
        () -> memory.work(photo.name(), () -> read(photo).raster()));
  }

  @Override
  public Found find(PhotoRow photo, ModelSlot.Lease model) {
    return memory.work(photo.name(), () -> search(photo, model.model()));
  }

  private Found search(PhotoRow photo, ServedModel model) {
    PhotoReading read = pictures.decode(source(photo), () -> read(photo), PhotoReading::raster);
    RegionDetector.Examination examined = model.detector().examine(read, helpers);
    Map<Integer, Integer> ids = ids(model.manifest().categories());
    proposals.require(
        proposalsName(photo, model.hash()), file -> write(file, examined, model, ids));
    return new Found(
        model.hash(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        examined.judgement().coverage(),
        examined.judgement().doubts(),
        examined.candidates().stream()
            .map(
                one -> new Detection(ids.getOrDefault(one.categoryId(), 0), one.box(), one.score()))
            .toList());
  }

  private static void write(
      Path file,
      RegionDetector.Examination examined,
      ServedModel model,
      Map<Integer, Integer> ids) {
    RankedBoxes ranked =
        RankedBoxes.of(
            examined.scan(), model.manifest().categories(), id -> ids.getOrDefault(id, 0));
    AtomicFile.write(file, ranked.toBytes());
  }

  private static String proposalsName(PhotoRow photo, String model) {
    return photo.hash() + "-" + model.substring(0, Math.min(16, model.length())) + ".boxes";
  }

  /**
   * Boxes that may hold an object, the best first; kept, so that later calls are quick.
   *
   * @param model empty for the default generator alone
   * @param categoryId the class of boxes without a model
   */
  RankedBoxes proposals(PhotoRow photo, Optional<ModelSlot.Lease> model, int categoryId) {
    String name = proposalsName(photo, model.map(lease -> lease.model().hash()).orElse("none"));
    return RankedBoxes.of(
        proposals.read(
            name,
            () -> {
              boolean unused = proposing.take(name, () -> propose(name, photo, model, categoryId));
            },
            Files::readAllBytes));
  }

  private boolean propose(
      String name, PhotoRow photo, Optional<ModelSlot.Lease> model, int categoryId) {
    proposals.require(
        name, file -> memory.work(photo.name(), () -> propose(file, photo, model, categoryId)));
    return true;
  }

  private boolean propose(
      Path file, PhotoRow photo, Optional<ModelSlot.Lease> lease, int categoryId) {
    PhotoReading read = read(photo);
    if (lease.isPresent()) {
      ServedModel model = lease.get().model();
      write(
          file,
          model.detector().examine(read, TileHelpers.NONE),
          model,
          ids(model.manifest().categories()));
    } else {
      AtomicFile.write(file, RankedBoxes.of(read.raster(), categoryId).toBytes());
    }
    return true;
  }

  /** From the ids of a model's classes to those of the workspace, by name. */
  private Map<Integer, Integer> ids(List<Category> categories) {
    return database.in(
        sql -> {
          Settings settings = new Settings(sql);
          Map<Integer, Integer> ids = new HashMap<>();
          for (Category category : categories) {
            ids.put(category.id(), settings.category(category.name()).id());
          }
          return ids;
        });
  }
}
