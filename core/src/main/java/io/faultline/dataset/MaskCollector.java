package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.MaskFolder.Pair;
import io.faultline.dataset.MaskObjects.MaskObject;
import io.faultline.image.GreyImage;
import io.faultline.image.ImageReader;
import io.faultline.image.ImageSize;
import io.faultline.image.Threshold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers photos and what their masks show, and numbers everything at the end. */
final class MaskCollector {
  private static final int MOST_SPECKS_NAMED = 10;

  private final MaskOptions options;
  private final List<Finding> findings = new ArrayList<>();
  private final DatasetOptions reading;
  private final LabelAccount account;
  private final List<Photo> photos = new ArrayList<>();

  /** A photo with what its mask shows, before ids are given. */
  private record Photo(
      Path path,
      Path mask,
      String name,
      ImageSize size,
      String category,
      List<MaskObject> objects,
      long lost) {}

  MaskCollector(MaskOptions options, DatasetOptions reading) {
    this.options = options;
    this.reading = reading;
    this.account = new LabelAccount(reading, findings);
  }

  void addAll(List<MaskFolder> folders, Progress progress) {
    List<List<Pair>> pairs = folders.stream().map(folder -> folder.pairs(findings)).toList();
    progress.begin("masks", pairs.stream().mapToLong(List::size).sum(), "photos");
    long done = 0;
    for (int i = 0; i < folders.size(); i++) {
      for (Pair pair : pairs.get(i)) {
        add(folders.get(i), pair);
        progress.advance(++done);
      }
    }
    progress.end();
  }

  private void add(MaskFolder folder, Pair pair) {
    Path open = pair.photo();
    try {
      ImageSize size = PhotoSizes.probe(pair.photo(), reading.exif());
      open = pair.mask();
      GreyImage grey = GreyImage.of(ImageReader.read(pair.mask()));
      if (grey.width() != size.widthPx() || grey.height() != size.heightPx()) {
        drop(
            pair.photo(),
            "photo",
            "size is " + size + ", but its mask is " + grey.width() + "x" + grey.height());
        return;
      }
      int before = findings.size();
      List<MaskObject> objects = objects(folder, pair.mask(), grey);
      long lost =
          findings.subList(before, findings.size()).stream()
              .filter(one -> !one.record().contains("speck"))
              .count();
      String name = folder.prefix() + pair.photo().getFileName();
      photos.add(
          new Photo(pair.photo(), pair.mask(), name, size, folder.category(), objects, lost));
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      boolean photo = open.equals(pair.photo());
      drop(open, photo ? "photo" : "mask", reason(e, open));
    }
  }

  private List<MaskObject> objects(MaskFolder folder, Path file, GreyImage grey) {
    if (grey.max() > 0 && grey.max() <= options.threshold()) {
      drop(
          file,
          "mask",
          "brightest value is "
              + grey.max()
              + ", so nothing is above threshold "
              + options.threshold());
    }
    MaskObjects found = MaskObjects.of(Threshold.above(grey, options.threshold()), options);
    if (!found.specks().isEmpty()) {
      drop(file, specks(found), "area must be > " + options.minAreaPx() + " px");
    }
    if (folder.clean() && !found.objects().isEmpty()) {
      drop(
          file,
          found.objects().size() + " objects",
          "folder " + folder.category() + " is one of clean photos");
      return List.of();
    }
    return found.objects();
  }

  private static String specks(MaskObjects found) {
    int count = found.specks().size();
    List<String> places =
        found.specks().stream()
            .limit(MOST_SPECKS_NAMED)
            .map(s -> s.area() + " px at " + (int) s.box().x1() + "," + (int) s.box().y1())
            .toList();
    return (count == 1 ? "1 speck (" : count + " specks (")
        + String.join("; ", places)
        + (count > MOST_SPECKS_NAMED ? "; ..." : "")
        + ")";
  }

  private void drop(Path file, String record, String reason) {
    findings.add(MaskFolder.dropped(file, record, reason));
  }

  /** The fault's own words without the file's name, which the finding has already. */
  private static String reason(FaultlineException e, Path file) {
    String message = String.valueOf(e.getMessage());
    String name = file + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  /** Numbers everything; the given categories come first, even where no photo shows them. */
  LoadedDataset result(Path source, List<String> named) {
    if (photos.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          source
              + ": no photo with a mask"
              + (findings.isEmpty() ? "" : "; " + findings.get(0).line()));
    }
    List<String> names = new ArrayList<>(named);
    List<ImageRecord> images = new ArrayList<>();
    long nextAnnotation = 1;
    for (Photo photo : photos) {
      if (!photo.objects().isEmpty() && !names.contains(photo.category())) {
        names.add(photo.category());
      }
      int categoryId = names.indexOf(photo.category()) + 1;
      List<Annotation> truth =
          MaskConverter.annotations(photo.objects(), categoryId, nextAnnotation);
      nextAnnotation += truth.size();
      ImageRecord image =
          new ImageRecord(
              images.size() + 1,
              photo.name(),
              photo.path(),
              photo.size().widthPx(),
              photo.size().heightPx(),
              truth);
      FileFindings own = new FileFindings(photo.mask().toString(), findings);
      account.settle(image, photo.lost(), own, "photo").ifPresent(images::add);
    }
    images = account.finish(images, source.toString());
    List<Category> categories = new ArrayList<>();
    for (String name : names) {
      categories.add(new Category(categories.size() + 1, name));
    }
    return new LoadedDataset(new Dataset(categories, images), findings);
  }
}
