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
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.workspace.picture.Pictures;
import io.faultline.server.workspace.picture.TileGrid;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and searches photos of the workspace. */
final class PhotoSearch implements DetectionQueue.Search {
  private final Database database;
  private final PhotoFolder folder;
  private final Pictures pictures;
  private final ReadOptions reading;
  private final Clock clock;
  private final PhotoMemory memory = new PhotoMemory();

  PhotoSearch(
      Database database, PhotoFolder folder, Pictures pictures, ReadOptions reading, Clock clock) {
    this.database = database;
    this.folder = folder;
    this.pictures = pictures;
    this.reading = reading;
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
    PhotoReading read = read(photo);
    pictures.prepare(source(photo), read.raster());
    RegionDetector.Examination examined = model.detector().examine(read, TileHelpers.NONE);
    List<String> doubts = new ArrayList<>(examined.judgement().doubts());
    Map<Integer, Integer> ids = ids(model.manifest().categories());
    return new Found(
        model.hash(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        examined.judgement().coverage(),
        doubts,
        examined.candidates().stream()
            .map(
                one -> new Detection(ids.getOrDefault(one.categoryId(), 0), one.box(), one.score()))
            .toList());
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
