package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of photos without a label file, and of label files without a photo. */
final class YoloBackground {
  private final YoloLayout layout;
  private final Path base;
  private final DatasetOptions options;
  private final List<Finding> sink;
  private final List<Path> strays = new ArrayList<>();

  /** Why a photo without a label file may not be clean; empty where it is. */
  private Optional<String> doubt = Optional.empty();

  private boolean isAnyUnlabelled;
  private long strayLabels;

  YoloBackground(YoloLayout layout, Path base, DatasetOptions options, List<Finding> sink) {
    this.layout = layout;
    this.base = base;
    this.options = options;
    this.sink = sink;
  }

  /**
   * Lists what does not fit together.
   *
   * @param photos those that are wanted
   * @param all those of other splits too
   * @throws FaultlineException with {@link Problem#INPUT} where none has a label file
   */
  void requireLabels(List<Path> photos, List<Path> all) {
    List<Path> unlabelled = photos.stream().filter(photo -> layout.label(photo).isEmpty()).toList();
    isAnyUnlabelled = !unlabelled.isEmpty();
    Set<Path> others = new HashSet<>(all);
    photos.forEach(others::remove);
    Set<String> otherSplits = splits(others);
    otherSplits.removeAll(splits(photos));
    listStrays(otherSplits);
    if (unlabelled.size() == photos.size()) {
      throw new FaultlineException(
          Problem.INPUT,
          base
              + ": none of its "
              + photos.size()
              + " photos has a label file; YOLO has labels/NAME.txt for images/NAME.jpg, or NAME.txt"
              + " beside the photo"
              + (strays.isEmpty() ? "" : "; no photo fits " + strays.get(0)));
    }
    listOdd();
    if (unlabelled.isEmpty()) {
      return;
    }
    if (strayLabels > 0) {
      doubt =
          Optional.of(
              "has no label file, and "
                  + strays.size()
                  + " label files are of no photo, so that one may be of this ("
                  + strays.get(0)
                  + ")");
    } else if (2 * unlabelled.size() > photos.size()) {
      doubt =
          Optional.of(
              "has no label file, as "
                  + unlabelled.size()
                  + " of "
                  + photos.size()
                  + " photos, so that nobody knows whether it is clean");
    }
    if (doubt.isEmpty() || options.keepUnlabelled()) {
      new FileFindings(base.toString(), sink)
          .noticed(
              "photos",
              unlabelled.size()
                  + " of "
                  + photos.size()
                  + " have no label file and count as clean; the first: "
                  + unlabelled.get(0));
    }
  }

  /** A photo without a label file: clean, or left out and listed. */
  Optional<ImageRecord> settle(ImageRecord image) {
    if (doubt.isEmpty() || options.keepUnlabelled()) {
      return Optional.of(image);
    }
    new FileFindings(image.path().toString(), sink)
        .leftOut("photo", doubt.get() + "; --keep-unlabelled keeps it as a clean photo");
    return Optional.empty();
  }

  /** Labels of no photo, where there are photos they may be of. */
  long lost() {
    return isAnyUnlabelled ? strayLabels : 0;
  }

  private void listStrays(Set<String> otherSplits) {
    for (Path file : layout.orphans()) {
      if (otherSplits.stream().noneMatch(name -> YoloLayout.isIn(file, name))) {
        FileFindings findings = new FileFindings(file.toString(), sink);
        Optional<Path> twin = layout.labelledTwin(file);
        long labels = Files.isRegularFile(file) ? YoloLabels.count(file) : 0;
        if (twin.isPresent()) {
          findings.dropped(
              "file",
              "is a second label file of "
                  + twin.get()
                  + ", which has "
                  + layout.label(twin.get()).orElseThrow());
        } else {
          findings.dropped(
              "file",
              "there is no photo of that name"
                  + (labels == 0 ? "" : " for its " + labels + " labels"));
          strays.add(file);
          strayLabels += labels;
        }
      }
    }
  }

  /** The splits whose folders photos are in. */
  private static Set<String> splits(Collection<Path> photos) {
    return YoloYaml.SPLITS.stream()
        .filter(name -> photos.stream().anyMatch(photo -> YoloLayout.isIn(photo, name)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void listOdd() {
    if (!layout.moved().isEmpty()) {
      Path first = layout.moved().iterator().next();
      new FileFindings(first.toString(), sink)
          .noticed(
              "file",
              "is not where YOLO has it and is paired with the only photo of that name"
                  + (layout.moved().size() > 1
                      ? ", as are " + (layout.moved().size() - 1) + " others"
                      : ""));
    }
    layout
        .shared()
        .forEach(
            (file, photos) ->
                new FileFindings(file.toString(), sink)
                    .noticed(
                        "file",
                        "is the label file of "
                            + photos.size()
                            + " photos, which differ in their endings: "
                            + photos.stream()
                                .map(DatasetFolder::name)
                                .collect(Collectors.joining(", "))));
  }
}
