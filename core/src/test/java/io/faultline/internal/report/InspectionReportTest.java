package io.faultline.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.pictures.InspectionPictures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InspectionReportTest {
  private static final List<Category> CRACK = List.of(new Category(1, "crack"));
  private static final OperatingPoint POINT =
      new OperatingPoint(0.2, 0.7, new OperatingPoint.Stated("for this test"));
  private static final Raster GREY = Raster.of(8, 8, new byte[3 * 64]);

  private static PhotoOutcome.Detected seen(String name, double... scores) {
    List<Detection> found = new ArrayList<>();
    for (double score : scores) {
      found.add(new Detection(1, new Box(1, 1, 5, 5), score));
    }
    Verdict verdict = POINT.judge(found, 1);
    return new PhotoOutcome.Detected(
        name, 8, 8, new PhotoJudgement(verdict, 1, found, List.of()), CRACK);
  }

  private static String page(List<PhotoOutcome> outcomes, InspectionPictures pictures) {
    return HtmlReport.page(InspectionReport.of(outcomes, POINT, pictures));
  }

  @Test
  void everyPhotoThatIsNotCleanIsListedWithItsReason() {
    PhotoJudgement damaged =
        new PhotoJudgement(
            Verdict.REVIEW,
            0.9999,
            List.of(),
            List.of(),
            List.of("the file ends early"),
            List.of());
    String page =
        page(
            List.of(
                seen("clean.jpg"),
                seen("doubt.jpg", 0.4),
                new PhotoOutcome.Detected("torn.jpg", 8, 8, damaged, CRACK),
                new PhotoOutcome.Unreadable("phone.heic", "phone.heic: is HEIC"),
                seen("wall.jpg", 0.9, 0.3)),
            new InspectionPictures());
    assertThat(page)
        .contains("1 photo shows a certain detection; a person must look at 3 more, of which 1")
        .containsSubsequence(
            "wall.jpg", "CRACK starts at 0.700", "doubt.jpg", "below 0.700", "torn.jpg")
        .contains("99.9 % of the photo", "the file ends early", "phone.heic: is HEIC")
        .doesNotContain("clean.jpg", "100.0 %");
  }

  @Test
  void picturesAreTheBestWhateverTheOrder() {
    List<PhotoOutcome.Detected> photos = new ArrayList<>();
    for (int i = 0; i < 3 * InspectionPictures.SHOWN; i++) {
      photos.add(seen("wall" + i + ".jpg", 0.7 + i * 0.001));
      photos.add(seen("stain" + i + ".jpg", 0.3));
      photos.add(seen("clean" + i + ".jpg"));
    }
    List<String> pages = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      List<PhotoOutcome.Detected> order = new ArrayList<>(photos);
      Collections.shuffle(order, new Random(round));
      InspectionPictures pictures = new InspectionPictures();
      order.forEach(photo -> pictures.offer(photo.photo(), photo.judgement(), GREY));
      assertThat(pictures.of(Verdict.CRACK).keySet())
          .hasSize(InspectionPictures.SHOWN)
          .startsWith("wall71.jpg", "wall70.jpg")
          .endsWith("wall48.jpg");
      assertThat(pictures.of(Verdict.CLEAN)).isEmpty();
      pages.add(page(List.copyOf(photos), pictures));
    }
    assertThat(pages).containsOnly(pages.get(0));
    assertThat(pages.get(0)).contains("The 24 with the highest scores of 72.");
  }

  @Test
  void aRunWithoutACrackSaysSo() {
    assertThat(page(List.of(seen("a.jpg"), seen("b.jpg")), new InspectionPictures()))
        .contains("Inspection of 2 photos", "No photo is CRACK or REVIEW.", "It can miss cracks");
  }
}
