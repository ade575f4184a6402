package io.faultline.internal.report;

import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.pictures.InspectionPictures;
import io.faultline.internal.pictures.Picture;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.CutOutPicture;
import io.faultline.internal.report.ReportBlock.CutOuts;
import io.faultline.internal.report.ReportBlock.Paragraph;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page of an inspection, for the person who must act on it: how many photos have which verdict,
 * every photo that is not clean with the reason, and pictures of them.
 */
public final class InspectionReport {
  /** Longer tables are for {@code photos.csv}. */
  private static final int ROWS = 1000;

  private static final Comparator<PhotoOutcome> WORST_FIRST =
      Comparator.comparing(PhotoOutcome::verdict)
          .thenComparingDouble(InspectionReport::bestScore)
          .reversed()
          .thenComparing(PhotoOutcome::photo);

  private InspectionReport() {}

  /**
   * What the page says.
   *
   * @param outcomes of all photos
   * @param point from which scores the detector reports
   * @param pictures of the photos that are shown
   */
  public static ReportContent of(
      List<PhotoOutcome> outcomes, OperatingPoint point, InspectionPictures pictures) {
    List<Headline> headlines = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.CRACK, Verdict.REVIEW, Verdict.CLEAN)) {
      headlines.add(
          new Headline(verdict.name(), Long.toString(count(outcomes, verdict)), meaning(verdict)));
    }
    List<PhotoOutcome> notable =
        outcomes.stream()
            .filter(photo -> photo.verdict() != Verdict.CLEAN)
            .sorted(WORST_FIRST)
            .toList();
    List<Section> sections = new ArrayList<>();
    sections.add(table(notable, point));
    for (Verdict verdict : List.of(Verdict.CRACK, Verdict.REVIEW)) {
      Map<String, Picture> shown = pictures.of(verdict);
      if (!shown.isEmpty()) {
        sections.add(pictures(verdict, shown, notable, point));
      }
    }
    sections.add(
        new Section(
            "How the verdicts were made",
            "",
            List.of(
                new Paragraph(
                    "A detection is reported from a score of "
                        + Numbers.score(point.threshold())
                        + ". A photo is CRACK from a score of "
                        + Numbers.score(point.certain())
                        + ". How the threshold was chosen: "
                        + point.basis().words()
                        + (point.basis().words().endsWith(".") ? "" : ".")),
                new Paragraph(
                    "CLEAN means that the detector reported nothing. It can miss cracks: only a"
                        + " recall that was proved on photos of your own says how many."))));
    if (!point.classes().isEmpty()) {
      sections.add(classes(point));
    }
    return new ReportContent(
        "Inspection of " + Numbers.counted(outcomes.size(), "photo"),
        verdict(outcomes),
        headlines,
        sections,
        "Made by Faultline");
  }

  private static String verdict(List<PhotoOutcome> outcomes) {
    long cracks = count(outcomes, Verdict.CRACK);
    long reviews = count(outcomes, Verdict.REVIEW);
    long unread = outcomes.stream().filter(PhotoOutcome.Unreadable.class::isInstance).count();
    return Numbers.counted(cracks, "photo")
        + (cracks == 1 ? " shows" : " show")
        + " a certain detection; a person must look at "
        + reviews
        + " more"
        + (unread == 0 ? "." : ", of which " + unread + " could not be read.");
  }

  private static Section classes(OperatingPoint point) {
    List<List<String>> rows = new ArrayList<>();
    point
        .classes()
        .forEach(
            (name, own) ->
                rows.add(
                    List.of(
                        name,
                        Numbers.score(own.threshold()),
                        Numbers.score(own.certain()),
                        own.basis().words())));
    return new Section(
        "Thresholds by class",
        "Detections of other classes have the scores above.",
        List.of(
            new Table(
                "",
                List.of(
                    new Column("class", false),
                    new Column("reported from", true),
                    new Column("CRACK from", true),
                    new Column("how it was chosen", false)),
                rows)));
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict) {
      case CRACK -> "a certain detection";
      case REVIEW -> "a person must look";
      case CLEAN -> "nothing reported";
    };
  }

  private static Section table(List<PhotoOutcome> notable, OperatingPoint point) {
    if (notable.isEmpty()) {
      return new Section("Photos", "No photo is CRACK or REVIEW.", List.of());
    }
    List<List<String>> rows =
        notable.stream()
            .limit(ROWS)
            .map(
                photo ->
                    List.of(
                        photo.photo(),
                        photo.verdict().name(),
                        photo instanceof PhotoOutcome.Detected seen
                            ? Integer.toString(seen.detections().size())
                            : Numbers.UNDEFINED,
                        Numbers.score(bestScore(photo)),
                        String.join(" ", VerdictReasons.of(photo, point))))
            .toList();
    return new Section(
        "Photos",
        "Every photo that is CRACK or REVIEW, the highest score first."
            + (notable.size() > ROWS
                ? " The first " + ROWS + " of " + notable.size() + "; photos.csv has all."
                : ""),
        List.of(
            new Table(
                "",
                List.of(
                    new Column("photo", false),
                    new Column("verdict", false),
                    new Column("detections", true),
                    new Column("best score", true),
                    new Column("reason", false)),
                rows)));
  }

  private static Section pictures(
      Verdict verdict,
      Map<String, Picture> shown,
      List<PhotoOutcome> notable,
      OperatingPoint point) {
    Map<String, PhotoOutcome> byName =
        notable.stream()
            .collect(Collectors.toMap(PhotoOutcome::photo, Function.identity(), (a, b) -> a));
    long all = count(notable, verdict);
    List<CutOutPicture> pictures = new ArrayList<>();
    shown.forEach(
        (name, picture) -> {
          PhotoOutcome outcome = byName.get(name);
          if (outcome != null) {
            pictures.add(
                new CutOutPicture(
                    name, String.join(" ", VerdictReasons.of(outcome, point)), picture));
          }
        });
    return new Section(
        "Pictures: " + verdict,
        "Select a photo to see it large."
            + (all > pictures.size()
                ? " The " + pictures.size() + " with the highest scores of " + all + "."
                : ""),
        List.of(CutOuts.ofDetections(verdict + ": " + meaning(verdict), pictures)));
  }

  private static double bestScore(PhotoOutcome photo) {
    return photo instanceof PhotoOutcome.Detected seen ? seen.judgement().bestScore() : -1;
  }

  private static long count(List<PhotoOutcome> outcomes, Verdict verdict) {
    return outcomes.stream().filter(photo -> photo.verdict() == verdict).count();
  }
}
