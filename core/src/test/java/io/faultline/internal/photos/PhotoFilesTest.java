package io.faultline.internal.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.FaultlineException;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.photos.PhotoFiles.Found;
import io.faultline.internal.photos.PhotoFiles.PhotoFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoFilesTest {
  private static final String JPEG = "\u00FF\u00D8\u00FF\u00E0 and more";

  @TempDir Path folder;

  @Test
  void foldersGiveTheirPhotosByNameAndFilesThemselves() throws IOException {
    file("walls/b.PNG", "broken");
    file("walls/a.jpg", JPEG);
    file("walls/deep/c.tiff", JPEG);
    file("walls/notes.txt", "notes");
    file("walls/.hidden.jpg", JPEG);
    file("odd.dat", "x");

    Found found = found("walls", "odd.dat");

    assertThat(names(found)).containsExactly("a.jpg", "b.PNG", "deep/c.tiff", "odd.dat");
    assertThat(found.notes())
        .containsExactly(
            "passed over: 1 file that is no photo (1 txt)",
            "passed over: 1 hidden file or folder, .hidden.jpg");
  }

  /** Whatever lies in a folder is looked at, or counted. */
  @ParameterizedTest
  @CsvSource({
    "jpeg, noext, true",
    "jpeg, a.jfif, true",
    "jpeg, a.txt, true",
    "jpeg, a.b.c, true",
    "heic, a.HEIC, true",
    "heic, noext, true",
    "heic, a.mov, true",
    "gif, a.gif, true",
    "text, a.jpg, true",
    "text, a.JPG, true",
    "text, a.dng, true",
    "text, a.jpg~, true",
    "text, a.jpg.part, true",
    "text, a.jpg_original, true",
    "empty, a.jpg, true",
    "empty, noext, true",
    "zeros, noext, true",
    "text, a.txt, false",
    "text, README, false",
    "text, wall_jpg.rf.0a1b.txt, false",
    "text, a.jpg.json, false",
    "empty, a.txt, false",
    "zeros, a.bin, false",
    "video, a.mov, false",
    "video, noext, false",
    "zip, a.zip, false",
    "zip, noext, false"
  })
  void whatCouldBeAPhotoIsTaken(String content, String name, boolean taken) throws IOException {
    file("walls/wall.jpg", JPEG);
    file("walls/" + name, content(content));

    Found found = found("walls");

    assertThat(names(found).contains(name)).isEqualTo(taken);
    assertThat(found.notes()).hasSize(taken ? 0 : 1);
  }

  private static String content(String kind) {
    return switch (kind) {
      case "jpeg" -> JPEG;
      case "heic" -> "\0\0\0\u0018ftypheic\0\0\0\0mif1heic";
      case "video" -> "\0\0\0\u0018ftypqt  \0\0\0\0qt  qt  ";
      case "gif" -> "GIF89a\1\0\1\0";
      case "text" -> "Some words.\n";
      case "zeros" -> "\0".repeat(600);
      case "zip" -> "PK\3\4\n\0\0\0";
      default -> "";
    };
  }

  @Test
  void equalNamesAreToldApart() throws IOException {
    for (String name :
        List.of("x/A/wall.jpg", "y/A/wall.jpg", "B/wall.jpg", "B/Wall.jpg", "B/only.jpg")) {
      file(name, JPEG);
    }

    assertThat(names(found("x/A/wall.jpg", "B/wall.jpg")))
        .containsExactly("A/wall.jpg", "B/wall.jpg");
    assertThat(names(found("x/A", "y/A", "B")))
        .containsExactly("x/A/wall.jpg", "y/A/wall.jpg", "Wall.jpg", "only.jpg", "B/wall.jpg");
    assertThat(names(found("x", "x/A/wall.jpg", "y")))
        .containsExactly("x/A/wall.jpg", "y/A/wall.jpg");
  }

  @Test
  void whatIsReachedTwiceIsTakenOnceAndSaid() throws IOException {
    file("A/wall.jpg", JPEG);
    file("T/x.jpg", JPEG);
    link("linkA", "A");
    link("T/sub", "../A");
    link("T/loop", "../T");
    link("T/same.jpg", "x.jpg");

    assertThat(names(found("linkA"))).containsExactly("wall.jpg");
    assertThat(names(found("T"))).containsExactly("sub/wall.jpg", "x.jpg");
    Found all = found("T", "A", "A/wall.jpg", "linkA");
    assertThat(names(all)).containsExactly("x.jpg", "wall.jpg");
    assertThat(all.notes())
        .singleElement()
        .asString()
        .startsWith("passed over: 5 files or folders that are named or linked twice, such as ");
  }

  @Test
  void whatCannotBeOpenedIsNamedInItsPlace() throws IOException {
    file("T/x.jpg", JPEG);
    link("T/dead.jpg", "/nowhere.jpg");
    link("T/dead.txt", "/nowhere.txt");
    link("T/round.jpg", "round.jpg");
    Files.createDirectories(folder.resolve("T/album.jpg"));
    file("T/full.jpg/inside.png", JPEG);

    Found found = found("T", "T/dead.jpg");

    assertThat(found.photos())
        .filteredOn(photo -> photo.fault().isPresent())
        .extracting(photo -> photo.name() + " " + photo.fault().orElse(""))
        .satisfiesExactly(
            album ->
                assertThat(album).matches("album.jpg .*album.jpg: is a folder; must be a photo"),
            dead -> assertThat(dead).contains("T/dead.jpg: is a link to /nowhere.jpg"),
            round -> assertThat(round).contains("round.jpg: is a link to round.jpg"),
            again -> assertThat(again).contains("T/dead.jpg: is a link to /nowhere.jpg"));
    assertThat(names(found)).contains("x.jpg", "full.jpg/inside.png").doesNotHaveDuplicates();
    assertThat(found.notes()).containsExactly("passed over: 1 file that is no photo (1 txt)");
  }

  @Test
  void aFolderThatCannotBeListedIsNamed() throws IOException {
    file("T/x.jpg", JPEG);
    file("T/locked/y.jpg", JPEG);
    Path locked = folder.resolve("T/locked");
    assumeTrue(
        locked.toFile().setReadable(false) && !Files.isReadable(locked), "the superuser reads all");
    try {
      Found found = found("T");

      assertThat(names(found)).containsExactly("locked/", "x.jpg");
      assertThat(found.photos().get(0).fault().orElse(""))
          .contains("is a folder that cannot be listed (permission denied)");
    } finally {
      assertThat(locked.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void namesThatAreNotUnicodeAreTakenToo() throws Exception {
    file("T/x.jpg", JPEG);
    Process make =
        new ProcessBuilder("bash", "-c", "cp x.jpg $'bad\\xff.jpg'; cp x.jpg $'bad\\xfe.jpg'")
            .directory(folder.resolve("T").toFile())
            .start();
    assumeTrue(make.waitFor() == 0, "no bash, or a file system of Unicode names");

    Found found = found("T");

    assertThat(names(found)).containsExactly("bad\uFFFD.jpg", "bad\uFFFD.jpg (2)", "x.jpg");
    assertThat(found.photos()).allSatisfy(photo -> assertThat(photo.path()).exists());
    assertThat(
            PhotoFiles.named(List.of(folder + "/T", folder + "/bad\uFFFD.jpg", "a\0b"), folder)
                .photos())
        .filteredOn(photo -> photo.fault().isPresent())
        .hasSize(2);
  }

  @Test
  void whatFaultlineDrewIsNoPhoto() throws IOException {
    file("T/x.jpg", JPEG);
    Raster raster = Raster.of(2, 1, new byte[6]);
    ImageWriter.writeDrawing(folder.resolve("T/found/photos/x.jpg.jpg"), raster);
    ImageWriter.writeDrawing(folder.resolve("T/run/regions.png"), raster);
    ImageWriter.write(folder.resolve("T/run/synthetic.png"), raster);

    Found found = found("T");

    assertThat(names(found)).containsExactly("run/synthetic.png", "x.jpg");
    assertThat(found.notes())
        .singleElement()
        .asString()
        .startsWith("passed over: 2 pictures that Faultline drew, such as ");
    assertThat(names(found("T/run/regions.png"))).containsExactly("regions.png");
  }

  @Test
  void resultsOfTheRunBeforeAreNotReadAgain() throws IOException {
    file("T/x.jpg", JPEG);
    file("T/found/mine.jpg", JPEG);
    List<String> places = List.of(folder + "/T");
    Path results = folder.resolve("T/found");

    assertThat(names(PhotoFiles.named(places, results))).containsExactly("found/mine.jpg", "x.jpg");
    file("T/found/detections.json", "[]");
    Found again = PhotoFiles.named(places, results);

    assertThat(names(again)).containsExactly("x.jpg");
    assertThat(again.notes())
        .containsExactly("passed over: " + results + ", where the results of this run go");
    assertThat(names(PhotoFiles.named(List.of(results.toString()), results)))
        .containsExactly("mine.jpg");
  }

  @Test
  void aPlaceWithoutPhotosIsAFaultUnlessAnotherHasSome() throws IOException {
    file("walls/notes.txt", "notes");
    file("T/x.jpg", JPEG);

    assertThatThrownBy(() -> found("walls"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("holds no photo");
    assertThatThrownBy(() -> found("T", "gone.jpg"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("no such photo");
    assertThat(found("walls", "T").notes())
        .contains(folder.resolve("walls") + ": holds no photo, nor do its folders");
  }

  private Found found(String... places) {
    return PhotoFiles.of(Stream.of(places).map(folder::resolve).toList());
  }

  private static List<String> names(Found found) {
    return found.photos().stream().map(PhotoFile::name).toList();
  }

  private void file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }
}
