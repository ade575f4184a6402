package io.faultline.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Finding;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.check.Histogram;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.pictures.Picture;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.Gallery;
import io.faultline.internal.report.ReportBlock.GalleryPhoto;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String HOSTILE =
      "</title></style><script>alert(1)</script>\"onerror='x'&amp;\u202Egnp.\u0000\uD800.jpg";

  @Test
  void noTextBecomesMarkup() {
    Picture picture = Picture.of(EvaluatedPhotos.grey(EvaluatedPhotos.TRUTH.images().get(0)));
    ReportContent content =
        new ReportContent(
            HOSTILE,
            HOSTILE,
            List.of(new Headline(HOSTILE, HOSTILE, HOSTILE)),
            List.of(
                new Section(
                    HOSTILE,
                    HOSTILE,
                    List.of(
                        new ReportBlock.Paragraph(HOSTILE),
                        new Table(
                            HOSTILE, List.of(new Column(HOSTILE, true)), List.of(List.of(HOSTILE))),
                        new ReportBlock.Bars(
                            HOSTILE, List.of(new ReportBlock.Bar(HOSTILE, 1, HOSTILE))),
                        new ReportBlock.Figures(
                            List.of(
                                Charts.loss(
                                    Map.of(HOSTILE, List.of(1.0), "b", List.of(2.0)), List.of()))),
                        new Gallery(List.of(new GalleryPhoto(HOSTILE, 1, 1, 1, picture))),
                        new ReportBlock.LabelPictures(
                            HOSTILE,
                            List.of(new ReportBlock.CutOutPicture(HOSTILE, HOSTILE, picture))),
                        new ReportBlock.Histograms(
                            List.of(
                                new ReportBlock.Histograms.Plot(
                                    HOSTILE,
                                    HOSTILE,
                                    new Histogram(
                                        List.of(0.0, 1.0, Double.POSITIVE_INFINITY),
                                        List.of(3L, 0L))))),
                        new ReportBlock.Folded(HOSTILE, new ReportBlock.Preformatted(HOSTILE)))),
                ReportSections.findings(
                    List.of(new Finding(HOSTILE, HOSTILE, Finding.Action.DROPPED, HOSTILE)))),
            HOSTILE);
    String page = HtmlReport.page(content);
    assertThat(page).doesNotContain("<script", "\u202E", "\u0000", "onerror='");
    assertThat(count(page, "</style>")).isEqualTo(1);
    assertThat(count(page, "</title>")).isEqualTo(3); // the page's and two charts'
    assertThat(page.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }

  @Test
  void thePageNeedsNothingElse() {
    String page = HtmlReport.page(full());
    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]{0,30})").matcher(page);
    int seen = 0;
    while (links.find()) {
      assertThat(links.group(1)).matches("data:image/jpeg;base64,.*|#.*");
      seen++;
    }
    assertThat(seen).isGreaterThan(10);
    assertThat(page).contains("default-src 'none'").doesNotContain("@import", "url(");
  }

  @Test
  void everyLinkInsideThePageHasItsTarget() {
    String page = HtmlReport.page(full());
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    while (links.find()) {
      assertThat(count(page, "id=\"" + links.group(1) + "\"")).as(links.group(1)).isEqualTo(1);
    }
  }

  @Test
  void everythingMeasuredIsShown(@TempDir Path folder) {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, full());
    assertThat(file)
        .content()
        .contains("finds 1 of 2 objects (50 %); 1 of its 2 detections is false (50 %).")
        .contains("0.505") // AP50
        .contains("weighted avg")
        .contains("spall &lt;b&gt;")
        .contains("104.5 s")
        .contains("annotation 17")
        .contains("epochs: 3");
  }

  @Test
  void theSameContentGivesTheSamePage() {
    assertThat(HtmlReport.page(full())).isEqualTo(HtmlReport.page(full()));
  }

  @Test
  void theGalleryBeginsWithTheWorst() {
    Gallery gallery =
        ReportGallery.of(
            EvaluatedPhotos.TRUTH,
            EvaluatedPhotos.DETECTIONS,
            Thresholds.all(EvaluatedPhotos.THRESHOLD),
            2,
            EvaluatedPhotos::grey);
    assertThat(gallery.photos())
        .extracting(GalleryPhoto::name)
        .containsExactly("missed.png", "clean.png");
    assertThat(gallery.photos().get(0))
        .extracting(GalleryPhoto::missed, GalleryPhoto::falseAlarms, GalleryPhoto::found)
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void aQuarterOfTheGalleryIsForTheBest() {
    Gallery gallery =
        ReportGallery.of(
            EvaluatedPhotos.TRUTH,
            EvaluatedPhotos.DETECTIONS,
            Thresholds.all(0.05),
            4,
            EvaluatedPhotos::grey);
    assertThat(gallery.photos())
        .extracting(GalleryPhoto::name)
        .containsExactly("missed.png", "clean.png", "found.png");
  }

  @Test
  void aPictureIsShrunkForThePage() {
    byte[] black = new byte[3 * 2000 * 1000];
    Picture picture = Picture.of(io.faultline.image.Raster.of(2000, 1000, black));
    assertThat(picture.widthPx()).isEqualTo(1024);
    assertThat(picture.heightPx()).isEqualTo(512);
    assertThat(picture.dataUri()).startsWith("data:image/jpeg;base64,");
  }

  @Test
  void aTableIsRectangular() {
    assertThatThrownBy(
            () -> new Table("", List.of(new Column("a", true)), List.of(List.of("1", "2"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void undefinedNumbersAreADash() {
    assertThat(Headline.of("AP", -1, "").value()).isEqualTo("–");
    assertThat(Headline.of("AP", Double.NaN, "").value()).isEqualTo("–");
    assertThat(Headline.of("AP", 0.5, 0.25, 0.75).detail())
        .isEqualTo("95 % interval 0.250 to 0.750");
  }

  private static ReportContent full() {
    Evaluation evaluation = EvaluatedPhotos.evaluation();
    Gallery gallery =
        ReportGallery.of(
            EvaluatedPhotos.TRUTH,
            EvaluatedPhotos.DETECTIONS,
            Thresholds.all(0.5),
            8,
            EvaluatedPhotos::grey);
    return new ReportContent(
        "test",
        EvaluationSections.verdict(evaluation),
        EvaluationSections.headlines(evaluation),
        List.of(
            ReportSections.done("Three photos.", Map.of("fine-tuning", 104.5)),
            ReportSections.ceiling(EvaluatedPhotos.ceiling()),
            EvaluationSections.objects(evaluation),
            EvaluationSections.regions(
                RegionReport.of(
                    List.of(new RegionAnswer(0, 0, 1, 0.1), new RegionAnswer(0, 1, 1, 0.9)),
                    new int[] {0, 1},
                    List.of("no", "crack"))),
            EvaluationSections.photos(evaluation),
            EvaluationSections.curves(evaluation),
            new TrainingCurves(List.of(new EpochLog(1, 1e-3, 0.7, 0.6, 0.5, 0.8, 0.9, 0.69)))
                .section(),
            ReportSections.gallery(gallery),
            ReportSections.configuration("epochs: 3\n"),
            ReportSections.findings(
                List.of(
                    new Finding(
                        "a.json", "annotation 17", Finding.Action.CLIPPED, "box is wide")))),
        "Faultline");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
