package io.faultline.server.workspace.teach;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.server.model.ServedModels;
import io.faultline.server.workspace.history.HistoryFold;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import io.faultline.server.workspace.teach.HeldOutRoles.Role;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training learns from: the reviewed photos that do not judge, and the original dataset. An
 * unreviewed photo teaches nothing, also not that it is clean; a photo of the original dataset that
 * lies in the workspace counts only as it was reviewed there.
 */
public final class TrainingData {
  /** Fewer reviewed photos with objects cannot be on two sides. */
  static final int MIN_WITH_OBJECTS = 4;

  private final Database database;
  private final PhotoFolder photos;
  private final ExifRule exif;
  private final Optional<Path> original;

  /** A reviewed photo with its objects. */
  record Reviewed(PhotoRow row, List<PhotoBox> objects) {}

  /**
   * The data of all trainings.
   *
   * @param original the dataset that the model was made of, if it is known
   */
  public TrainingData(
      Database database, PhotoFolder photos, ExifRule exif, Optional<Path> original) {
    this.database = database;
    this.photos = photos;
    this.exif = exif;
    this.original = original;
  }

  /**
   * The photos that a training of this moment learns from, or is judged by.
   *
   * @throws FaultlineException with {@code INPUT} if they are too few
   */
  List<Reviewed> reviewed() {
    List<Reviewed> reviewed = database.in(sql -> reviewed(new PhotoTable(sql)));
    long withObjects = reviewed.stream().filter(one -> !one.objects().isEmpty()).count();
    if (withObjects < MIN_WITH_OBJECTS) {
      throw new FaultlineException(
          Problem.INPUT,
          "training: "
              + withObjects
              + " reviewed photos show an object; at least "
              + MIN_WITH_OBJECTS
              + " are needed, and more are better: review photos first");
    }
    return reviewed;
  }

  /** Writes what the training learns from and what judges it. */
  void write(TrainingFolder folder, List<Reviewed> reviewed) {
    Map<Long, Role> roles = roles(reviewed);
    List<Category> categories = new ArrayList<>(database.in(sql -> new Settings(sql).categories()));
    List<ImageRecord> learn = new ArrayList<>();
    List<ImageRecord> judge = new ArrayList<>();
    long[] annotations = {0};
    for (Reviewed one : reviewed) {
      List<ImageRecord> side = roles.get(one.row().id()) == Role.JUDGE ? judge : learn;
      side.add(record(one, folder, annotations));
    }
    addOriginal(learn, categories, annotations);
    folder.write(new Dataset(categories, learn), new Dataset(categories, judge));
  }

  private static List<Reviewed> reviewed(PhotoTable table) throws SQLException {
    List<Reviewed> reviewed = new ArrayList<>();
    for (PhotoRow row : table.list(PhotoQuery.ofReviewed())) {
      if (row.state() != PhotoRow.State.FAILED) {
        PhotoState state = HistoryFold.of(table.history(row.id()));
        reviewed.add(new Reviewed(row, state.reported(Thresholds.all(1))));
      }
    }
    return reviewed;
  }

  /** The side of every photo; kept for all later trainings. */
  private Map<Long, Role> roles(List<Reviewed> reviewed) {
    Map<Long, Role> known =
        database.in(
            sql -> {
              Map<Long, Role> all = new HashMap<>();
              for (Map.Entry<Long, String> role : new PhotoTable(sql).roles().entrySet()) {
                all.put(role.getKey(), Role.valueOf(role.getValue()));
              }
              return all;
            });
    Map<Long, Role> roles = HeldOutRoles.of(groups(reviewed), known);
    database.in(
        sql -> {
          PhotoTable table = new PhotoTable(sql);
          for (Map.Entry<Long, Role> role : roles.entrySet()) {
            table.role(role.getKey(), role.getValue().name());
          }
          return true;
        });
    return roles;
  }

  /** By names, or each photo on its own where the names tell fewer than two groups. */
  private static List<HeldOutRoles.Photo> groups(List<Reviewed> reviewed) {
    GroupRule byName = GroupRule.auto();
    List<HeldOutRoles.Photo> named = grouped(reviewed, byName);
    long groups =
        named.stream()
            .filter(HeldOutRoles.Photo::objects)
            .map(HeldOutRoles.Photo::group)
            .distinct()
            .count();
    return groups >= MIN_WITH_OBJECTS ? named : grouped(reviewed, GroupRule.parse("photo"));
  }

  private static List<HeldOutRoles.Photo> grouped(List<Reviewed> reviewed, GroupRule rule) {
    return reviewed.stream()
        .map(
            one ->
                new HeldOutRoles.Photo(
                    one.row().id(),
                    rule.group(
                        new ImageRecord(
                            one.row().id(),
                            one.row().exportName(),
                            Path.of(one.row().exportName()),
                            one.row().widthPx(),
                            one.row().heightPx(),
                            List.of())),
                    !one.objects().isEmpty()))
        .toList();
  }

  private ImageRecord record(Reviewed one, TrainingFolder folder, long[] annotations) {
    PhotoRow row = one.row();
    List<Annotation> objects =
        one.objects().stream()
            .map(box -> Annotation.of(++annotations[0], box.categoryId(), box.box()))
            .toList();
    return new ImageRecord(
        row.id(),
        "photos/" + row.exportName(),
        folder.photo(photos, row),
        row.widthPx(),
        row.heightPx(),
        objects,
        true,
        exif);
  }

  /** Adds the photos of the original dataset that are not in the workspace, with new ids. */
  private void addOriginal(List<ImageRecord> learn, List<Category> categories, long[] annotations) {
    if (original.isEmpty()) {
      return;
    }
    DatasetOptions options = DatasetOptions.DEFAULT.withPhotos(PhotoUse.PIXELS).withExif(exif);
    Dataset dataset =
        DatasetReader.open(original.get(), Optional.empty(), Optional.empty(), options).dataset();
    Map<Integer, Integer> ids = new HashMap<>();
    for (Category category : dataset.categories()) {
      Category own = database.in(sql -> new Settings(sql).category(category.name()));
      ids.put(category.id(), own.id());
      if (!categories.contains(own)) {
        categories.add(own);
      }
    }
    long next = 1L << 40;
    for (ImageRecord image : dataset.images()) {
      String hash = ServedModels.hash(image.path());
      if (database.in(sql -> new PhotoTable(sql).ofHash(hash)).isEmpty()) {
        List<Annotation> objects =
            image.annotations().stream()
                .map(
                    one ->
                        new Annotation(
                            ++annotations[0],
                            ids.getOrDefault(one.categoryId(), one.categoryId()),
                            one.box(),
                            one.area(),
                            one.crowd(),
                            one.polygons()))
                .toList();
        learn.add(
            new ImageRecord(
                next++,
                image.fileName(),
                image.path(),
                image.widthPx(),
                image.heightPx(),
                objects,
                image.complete(),
                image.exif()));
      }
    }
  }
}
