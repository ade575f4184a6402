package io.faultline.internal.labels;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.reading.ImageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Accounts for every label of a dataset and decides what becomes of photos that lost some. All
 * readers use it, so that a photo without labels is a clean photo only where it never had any:
 *
 * <ul>
 *   <li>A photo that lost all its labels is left out, with a finding.
 *   <li>A photo that lost some keeps the others and is not {@link ImageRecord#complete complete}.
 *   <li>Where more than half of all labels are lost, the reading is at fault, not the labels:
 *       {@link #requireMostKept} stops the run.
 * </ul>
 *
 * Lost is what a reader could not use. What a form marks to be passed over (VOC's {@code
 * difficult}) and the second of two equal boxes is not lost.
 */
public final class LabelAccount {
  private static final int EXAMPLES = 3;

  private final DatasetOptions options;
  private final List<Finding> sink;
  private final Map<Long, String> files = new HashMap<>();
  private long kept;
  private long lost;

  /**
   * For one dataset.
   *
   * @param sink where the dataset's findings go; every lost label must be listed there
   */
  public LabelAccount(DatasetOptions options, List<Finding> sink) {
    this.options = options;
    this.sink = sink;
  }

  /**
   * Decides about one photo. Call it once for each, whether it lost labels or not.
   *
   * @param read the photo with the labels that could be used
   * @param lostLabels how many could not
   * @param findings of the file that is named where the photo is left out
   * @param record how messages name the photo in that file
   * @return the photo as the dataset has it; empty where it is left out
   */
  public Optional<ImageRecord> settle(
      ImageRecord read, long lostLabels, FileFindings findings, String record) {
    String words =
        lostLabels == 1 ? "its only label was" : "all its " + lostLabels + " labels were";
    return settle(read, lostLabels, words + " dropped", findings, record);
  }

  /**
   * Decides about a photo whose label file or mask could not be understood, so that nobody knows
   * how many labels it has; it counts as one that is lost.
   *
   * @param reason field, value and rule, such as {@code mask is 3x4, the photo 5x6}
   * @return the photo as the dataset has it; empty where it is left out
   */
  public Optional<ImageRecord> unreadable(
      ImageRecord read, String reason, FileFindings findings, String record) {
    return settle(read, 1, reason, findings, record);
  }

  private Optional<ImageRecord> settle(
      ImageRecord stated, long lostLabels, String reason, FileFindings findings, String record) {
    ImageRecord photo =
        options.exif() == ExifRule.UPRIGHT ? stated.withExif(ExifRule.UPRIGHT) : stated;
    if (lostLabels > 0 || !photo.annotations().isEmpty()) {
      notice(photo, findings.on(photo), record);
    }
    return settled(photo, lostLabels, reason, findings.on(photo), record);
  }

  /** Labels of a photo with an orientation tag are drawn on one of two photos. */
  private void notice(ImageRecord photo, FileFindings findings, String record) {
    if (options.photos() == PhotoUse.NOTHING || photo.exif() == ExifRule.UPRIGHT) {
      return;
    }
    Orientation orientation = ImageReader.orientation(photo.path());
    if (orientation != Orientation.IDENTITY) {
      findings.noticed(
          record,
          "EXIF orientation of "
              + photo.fileName()
              + " is "
              + orientation.exif()
              + "; labels are laid on the pixels as stored: --upright lays them on the upright"
              + " photo");
    }
  }

  private Optional<ImageRecord> settled(
      ImageRecord read, long lostLabels, String reason, FileFindings findings, String record) {
    kept += read.annotations().size();
    files.put(read.id(), findings.file());
    lost += lostLabels;
    if (lostLabels == 0 || options.keepUnlabelled()) {
      return Optional.of(read);
    }
    if (read.annotations().isEmpty()) {
      findings.leftOut(record, reason + "; --keep-unlabelled keeps it as a clean photo");
      return Optional.empty();
    }
    return Optional.of(read.withComplete(false));
  }

  /**
   * The photos of the dataset without labels that say again what another one says. Call it once,
   * when all photos are settled.
   *
   * @param settled what {@link #settle} gave, in the dataset's order
   * @param source the dataset, as messages name it
   * @throws FaultlineException as {@link #requireMostKept}
   */
  public List<ImageRecord> finish(List<ImageRecord> settled, String source) {
    requireMostKept(source);
    List<TwinBoxes.Found> twins =
        settled.stream().map(image -> TwinBoxes.of(image.annotations())).toList();
    boolean isRule = TwinBoxes.isRule(twins);
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < settled.size(); i++) {
      TwinBoxes.Found found = twins.get(i);
      Map<Integer, Integer> twice = found.twice(isRule || found.isRule());
      images.add(twice.isEmpty() ? settled.get(i) : without(twice, settled.get(i), found));
    }
    return images;
  }

  private ImageRecord without(
      Map<Integer, Integer> twice, ImageRecord image, TwinBoxes.Found found) {
    FileFindings findings =
        new FileFindings(files.getOrDefault(image.id(), image.fileName()), sink);
    List<Annotation> kept = new ArrayList<>();
    for (int i = 0; i < image.annotations().size(); i++) {
      Annotation one = image.annotations().get(i);
      Integer first = twice.get(i);
      if (first != null) {
        findings
            .on(image)
            .at(RawBox.of(one.box()))
            .duplicate(
                "annotation " + one.id(),
                "bbox "
                    + RawBox.of(one.box())
                    + " in "
                    + image.fileName()
                    + (found.equal().containsKey(i) ? " is" : " is nearly")
                    + " that of annotation "
                    + image.annotations().get(first).id()
                    + ", of the same class; one is kept");
      } else {
        kept.add(one);
      }
    }
    return image.with(kept);
  }

  /** Labels that could be used but for the photo they belong to, which is not in the dataset. */
  public void lost(long labels) {
    lost += labels;
  }

  /**
   * Checks that most labels were kept, unless lost ones are to be taken as never having been.
   *
   * @param source the dataset, as messages name it
   * @throws FaultlineException with {@link Problem#INPUT} and three examples where they were not
   */
  void requireMostKept(String source) {
    if (lost > kept && !options.keepUnlabelled()) {
      List<Finding> dropped =
          sink.stream().filter(one -> one.action() == Finding.Action.DROPPED).toList();
      List<Finding> labels = dropped.stream().filter(Finding::labelDropped).toList();
      Stream<Finding> hints =
          sink.stream().filter(one -> one.action() == Finding.Action.NOTICED).limit(1);
      throw new FaultlineException(
          Problem.INPUT,
          source
              + ": "
              + lost
              + " of "
              + (kept + lost)
              + " labels cannot be used; at least half must be. "
              + Stream.concat((labels.isEmpty() ? dropped : labels).stream().limit(EXAMPLES), hints)
                  .map(Finding::line)
                  .collect(Collectors.joining(" | ")));
    }
  }
}
