package io.faultline.internal.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionCsvTest {

  @Test
  void quotesAsRfc4180Says() throws IOException {
    List<Category> categories = List.of(new Category(1, "crack"), new Category(2, "a \"big\" one"));
    PhotoOutcome.Detected plain =
        new PhotoOutcome.Detected(
            "wall.jpg",
            100,
            100,
            new PhotoJudgement(
                Verdict.CRACK,
                1,
                List.of(
                    new Detection(2, new Box(0, 0, 1.5, 2), 0.25),
                    new Detection(1, new Box(3.2, 3, 10.1, 12), 0.5)),
                List.of()),
            categories);
    PhotoOutcome.Detected hostile =
        new PhotoOutcome.Detected(
            "a,b\r\nc.jpg",
            100,
            100,
            new PhotoJudgement(
                Verdict.CRACK, 1, List.of(new Detection(1, new Box(0, 0, 1, 2), 1)), List.of()),
            categories);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DetectionCsv.write(out, List.of(plain, hostile));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            file,category,score,x1,y1,x2,y2\r
            wall.jpg,crack,0.5,3.2,3,10.1,12\r
            wall.jpg,"a ""big"" one",0.25,0,0,1.5,2\r
            "a,b\r
            c.jpg",crack,1,0,0,1,2\r
            """);
  }

  @Test
  void everyPhotoHasALineOfItsOwn() throws IOException {
    List<Category> categories = List.of(new Category(1, "crack"));
    List<PhotoOutcome> photos =
        List.of(
            new PhotoOutcome.Detected(
                "wall.jpg",
                100,
                100,
                new PhotoJudgement(
                    Verdict.CRACK,
                    0.5,
                    List.of(new Detection(1, new Box(0, 0, 1, 2), 0.75)),
                    List.of("tile a was skipped", "tile b was skipped")),
                categories),
            new PhotoOutcome.Detected(
                "floor.jpg",
                100,
                100,
                new PhotoJudgement(Verdict.CLEAN, 1, List.of(), List.of()),
                categories),
            new PhotoOutcome.Unreadable("bad.jpg", "bad.jpg: is not a photo, or is damaged"),
            new PhotoOutcome.Detected(
                "torn.jpg",
                100,
                100,
                new PhotoJudgement(
                    Verdict.REVIEW,
                    0.25,
                    List.of(),
                    List.of(),
                    List.of("scan ends early", "odd"),
                    List.of()),
                categories));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DetectionCsv.writePhotos(out, photos);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            file,verdict,detections,best_score,coverage,error,doubts\r
            wall.jpg,CRACK,1,0.75,0.5,tile a was skipped; tile b was skipped,\r
            floor.jpg,CLEAN,0,,1,,\r
            bad.jpg,REVIEW,,,0,"bad.jpg: is not a photo, or is damaged",\r
            torn.jpg,REVIEW,0,,0.25,,scan ends early; odd\r
            """);
  }
}
