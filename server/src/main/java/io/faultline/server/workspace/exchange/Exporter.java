package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.labels.yolo.YoloWriter;
import io.faultline.internal.results.CategoryNames;
import io.faultline.internal.results.Csv;
import io.faultline.internal.results.DetectionCsv;
import io.faultline.internal.text.Numbers;
import io.faultline.server.workspace.history.HistoryFold;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoLedger.ModelInUse;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes what the workspace knows into a folder. In label files a photo that nobody reviewed is
 * marked as not complete, because it may show further objects; YOLO cannot say that and leaves it
 * out.
 */
public final class Exporter {
  /** Where photos stand in exports; readers of COCO and YOLO find them there. */
  static final String IMAGES = "images";

  private final Database database;
  private final PhotoFolder photos;
  private final ExifRule exif;
  private final Supplier<Optional<ModelInUse>> model;
  private final ReportWriter.Pixels pixels;

  /**
   * An exporter.
   *
   * @param model the model in use; empty without a model
   * @param pixels gives photos for the report
   */
  public Exporter(
      Database database,
      PhotoFolder photos,
      ExifRule exif,
      Supplier<Optional<ModelInUse>> model,
      ReportWriter.Pixels pixels) {
    this.database = database;
    this.photos = photos;
    this.exif = exif;
    this.model = model;
    this.pixels = pixels;
  }

  /**
   * Writes an export.
   *
   * @param placing how the photo files come into the folder {@code images}
   * @return what the format cannot say
   * @throws FaultlineException with {@code INPUT} if the format can say nothing of these photos, as
   *     YOLO where none is reviewed
   */
  public List<Finding> write(ExchangeFormat format, Path folder, PhotoFolder.Placing placing) {
    List<ExportedPhoto> all = photos();
    List<Category> categories = database.in(sql -> new Settings(sql).categories());
    switch (format) {
      case COCO -> {
        CocoWriter.write(dataset(all, categories, folder, placing), coco(folder));
        return List.of();
      }
      case YOLO -> {
        // Readers take a photo without labels for a clean one, so others must not lie there.
        List<ExportedPhoto> reviewed =
            all.stream().filter(photo -> photo.row().summary().reviewed()).toList();
        requireAny(reviewed);
        return YoloWriter.write(dataset(reviewed, categories, folder, placing), folder);
      }
      case CSV -> {
        Csv.write(folder.resolve("boxes.csv"), boxes(all, categories));
        DetectionCsv.writePhotos(
            folder.resolve("photos.csv"),
            all.stream().map(photo -> photo.outcome(categories)).toList());
        return List.of();
      }
      case REPORT -> {
        OperatingPoint point =
            model
                .get()
                .map(ModelInUse::point)
                .orElse(
                    OperatingPoint.of(
                        0, new OperatingPoint.Stated("there is no model, people drew the boxes")));
        ReportWriter.write(folder.resolve("report.html"), all, categories, point, pixels);
        return List.of();
      }
      case LABEL_STUDIO -> {
        LabelStudioTasks.write(folder.resolve("tasks.json"), all, categories);
        return List.of();
      }
    }
    throw new IllegalStateException(format.label());
  }

  private static void requireAny(List<ExportedPhoto> reviewed) {
    if (reviewed.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          "export: no photo is reviewed, and YOLO cannot mark photos that are not; review photos, or"
              + " export COCO");
    }
  }

  static Path coco(Path folder) {
    return folder.resolve("annotations.json");
  }

  private List<ExportedPhoto> photos() {
    Thresholds thresholds =
        model.get().map(one -> one.point().thresholds()).orElse(Thresholds.all(0));
    return database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          List<ExportedPhoto> all = new ArrayList<>();
          for (PhotoRow row : table.list(PhotoQuery.ALL)) {
            PhotoState state = HistoryFold.of(table.history(row.id()));
            Optional<Found> found = Optional.empty();
            if (state.model().isPresent()) {
              found = table.found(row.id(), state.model().get());
            }
            all.add(new ExportedPhoto(row, state.reported(thresholds), found));
          }
          return all;
        });
  }

  private Dataset dataset(
      List<ExportedPhoto> all,
      List<Category> categories,
      Path folder,
      PhotoFolder.Placing placing) {
    List<ImageRecord> images = new ArrayList<>();
    long annotations = 0;
    for (ExportedPhoto photo : all) {
      PhotoRow row = photo.row();
      if (row.error().isPresent()) {
        continue;
      }
      List<Annotation> objects = new ArrayList<>();
      for (PhotoBox box : photo.boxes()) {
        objects.add(Annotation.of(++annotations, box.categoryId(), box.box()));
      }
      String name = IMAGES + "/" + row.exportName();
      Path file = folder.resolve(name);
      photos.place(row.fileName(), file, placing);
      images.add(
          new ImageRecord(
              row.id(),
              name,
              file,
              row.widthPx(),
              row.heightPx(),
              objects,
              row.summary().reviewed(),
              exif));
    }
    return new Dataset(categories, images);
  }

  /** The columns of a detection, then what people said of it. */
  private static List<List<String>> boxes(List<ExportedPhoto> all, List<Category> categories) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(CsvLabels.HEADER);
    for (ExportedPhoto photo : all) {
      for (PhotoBox box : photo.boxes()) {
        lines.add(
            List.of(
                photo.row().exportName(),
                CategoryNames.orId(categories, box.categoryId()),
                box.score().isPresent() ? Numbers.shortest(box.score().getAsDouble()) : "",
                Numbers.shortest(box.box().x1()),
                Numbers.shortest(box.box().y1()),
                Numbers.shortest(box.box().x2()),
                Numbers.shortest(box.box().y2()),
                box.origin().name().toLowerCase(Locale.ROOT),
                box.state().name().toLowerCase(Locale.ROOT),
                Boolean.toString(photo.row().summary().reviewed())));
      }
    }
    return lines;
  }
}
