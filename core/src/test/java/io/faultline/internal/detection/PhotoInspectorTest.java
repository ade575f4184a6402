package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.DetectorBundleTest;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoInspectorTest {
  @TempDir Path folder;

  private RegionDetector detector;
  private PhotoInspector inspector;
  private Path photo;

  @BeforeEach
  void open() {
    detector = RegionDetector.of(DetectorBundleTest.bundle(0));
    inspector = new PhotoInspector(detector, ReadOptions.DEFAULT, TileHelpers.NONE);
    byte[] pixels = new byte[3 * 96 * 80];
    new SplittableRandom(3).nextBytes(pixels);
    photo = folder.resolve("wall.png");
    ImageWriter.write(photo, Raster.of(96, 80, pixels));
  }

  @AfterEach
  void close() {
    detector.close();
  }

  @Test
  void aFileAndItsBytesAreOnePhoto() throws IOException {
    PhotoOutcome ofFile = inspector.inspect("wall", photo);
    assertThat(inspector.inspect("wall", Files.readAllBytes(photo))).isEqualTo(ofFile);
    assertThat(ofFile.detections())
        .isEqualTo(detector.detect(ImageReader.read(photo)))
        .isNotEmpty();
    assertThat(ofFile.photo()).isEqualTo("wall");
  }

  @Test
  void aFileAStreamAndADecodedPictureAreOnePhoto() throws IOException {
    Path jpeg = folder.resolve("wall.jpg");
    ImageWriter.write(jpeg, ImageReader.read(photo));
    Path png = folder.resolve("copy.png");
    ImageWriter.write(png, ImageReader.read(jpeg));
    PhotoOutcome ofFile = detector.inspect(jpeg);
    assertThat(ofFile.detections()).isNotEmpty();
    assertThat(detector.inspect("wall.jpg", ImageIO.read(png.toFile()))).isEqualTo(ofFile);
    try (InputStream stream = Files.newInputStream(jpeg)) {
      assertThat(detector.inspect("wall.jpg", stream)).isEqualTo(ofFile);
    }
  }

  @Test
  void aStreamThatFailsIsAnUnreadablePhoto() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThat(detector.inspect("wall.jpg", broken))
        .isEqualTo(
            new PhotoOutcome.Unreadable("wall.jpg", "wall.jpg: cannot be read (Stream closed)"));
  }

  @Test
  void anUnreadablePhotoHasAnOutcomeToo() throws IOException {
    Path text = Files.writeString(folder.resolve("note.jpg"), "no photo");
    List<PhotoOutcome> outcomes =
        List.of(
            inspector.inspect("note.jpg", text),
            inspector.inspect("gone.jpg", folder.resolve("gone.jpg")),
            inspector.inspect("empty", new byte[0]),
            inspector.inspect("cut", Arrays.copyOf(Files.readAllBytes(photo), 20)));
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome).isInstanceOf(PhotoOutcome.Unreadable.class);
              assertThat(outcome.verdict()).isEqualTo(Verdict.REVIEW);
              assertThat(outcome.detections()).isEmpty();
              assertThat(((PhotoOutcome.Unreadable) outcome).reason()).contains(outcome.photo());
            });
  }

  @Test
  void aViewerSeesThePixelsOnceAndOnlyOfAReadablePhoto() {
    List<PhotoOutcome> seen = new ArrayList<>();
    PhotoInspector.Viewer viewer =
        (pixels, outcome) -> {
          assertThat(pixels.toBytes()).isEqualTo(ImageReader.read(photo).toBytes());
          seen.add(outcome);
        };
    PhotoOutcome outcome = inspector.inspect("wall", photo, viewer);
    assertThat(inspector.inspect("none", new byte[9], viewer).verdict()).isEqualTo(Verdict.REVIEW);
    assertThat(seen).containsExactly(outcome);
  }

  @Test
  void whatIsNotThePhotosFaultIsThrown() {
    FaultlineException full = new FaultlineException(Problem.OUTPUT, "disk full");
    assertThatThrownBy(
            () ->
                inspector.inspect(
                    "wall",
                    photo,
                    (pixels, outcome) -> {
                      throw full;
                    }))
        .isSameAs(full);
  }

  @Test
  void anotherOperatingPointIsAsAModelThatHasIt() {
    OperatingPoint strict = detector.manifest().operatingPoint().at(0.6, "for a test");
    try (RegionDetector other =
        RegionDetector.of(DetectorBundleTest.bundle(0).withOperatingPoint(strict))) {
      PhotoOutcome expected = other.inspect("wall", ImageReader.read(photo));
      assertThat(inspector.at(strict).inspect("wall", photo)).isEqualTo(expected);
      assertThat(expected).isNotEqualTo(inspector.inspect("wall", photo));
    }
  }

  @Test
  void anInterruptedThreadLooksAtNoFurtherTile() throws IOException {
    byte[] bytes = Files.readAllBytes(photo);
    Thread.currentThread().interrupt();
    try {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> inspector.inspect("wall", photo), () -> inspector.inspect("wall", bytes))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                FaultlineException.class,
                fault -> assertThat(fault.problem()).isEqualTo(Problem.CANCELLED));
      }
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(inspector.inspect("wall", photo).detections()).isNotEmpty();
  }
}
