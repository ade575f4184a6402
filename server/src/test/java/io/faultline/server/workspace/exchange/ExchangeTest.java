package io.faultline.server.workspace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.results.CategoryNames;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.TestPhotos;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import io.faultline.server.workspace.history.BoxState;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeTest {
  private static final int PHOTOS = 6;

  @TempDir Path folder;

  private Workspace open(String name) {
    return Workspace.open(folder.resolve(name), new ModelSlot(), WorkspaceOptions.DEFAULT);
  }

  /** Photos without labels; two have names that are not safe, two the same name. */
  private static List<Long> photos(Workspace workspace) throws IOException {
    List<String> names =
        List.of("a.png", "site 1/b.png", "<c>.png", "=d.png", "e.png", "other/e.png");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      ids.add(
          workspace.add(names.get(i), TestPhotos.stream(317, 211, i)).photo().orElseThrow().id());
    }
    return ids;
  }

  /** Two classes, boxes with fractions; the last photo but one is reviewed and clean. */
  private static void label(Workspace workspace, List<Long> ids) {
    int crack = workspace.category("crack").id();
    int spalling = workspace.category("spalling").id();
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < ids.size(); i++) {
      List<Change> changes = new ArrayList<>();
      for (int box = 0; box < (i == PHOTOS - 2 ? 0 : 1 + i); box++) {
        Box at =
            Box.ofSize(
                random.nextDouble(200),
                random.nextDouble(100),
                random.nextDouble(5, 100),
                random.nextDouble(5, 100));
        changes.add(new Change.Add(random.nextBoolean() ? crack : spalling, at));
      }
      if (i < PHOTOS - 1) {
        changes.add(new Change.Review(0));
      }
      assertThat(workspace.edit(ids.get(i), 0, "ann", changes)).isPresent();
    }
  }

  private static byte[] exported(Workspace workspace, ExchangeFormat format) throws IOException {
    try (Exchange.Download download = workspace.exchange().download(format, false)) {
      return Files.readAllBytes(download.file());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ExchangeFormat.class,
      names = {"COCO", "YOLO", "CSV", "LABEL_STUDIO"})
  void whatIsExportedComesBack(ExchangeFormat format) throws IOException {
    byte[] file;
    List<PhotoState> before = new ArrayList<>();
    List<Category> categories;
    try (Workspace workspace = open("one")) {
      List<Long> ids = photos(workspace);
      label(workspace, ids);
      ids.forEach(id -> before.add(workspace.photo(id).orElseThrow().state()));
      categories = workspace.categories();
      file = exported(workspace, format);
      if (format != ExchangeFormat.YOLO) { // YOLO's numbers are shares: boxes differ by 1e-10.
        assertThat(workspace.exchange().upload(format, file, true).boxes()).isZero();
      }
    }
    try (Workspace workspace = open("two")) {
      List<Long> ids = photos(workspace);
      Importer.Result result = workspace.exchange().upload(file, true);
      assertThat(result.format()).as("found out").isEqualTo(format);
      boolean leavesOut = format == ExchangeFormat.YOLO;
      for (int i = 0; i < PHOTOS; i++) {
        PhotoState after = workspace.photo(ids.get(i)).orElseThrow().state();
        boolean out = leavesOut && !before.get(i).reviewed();
        assertSameBoxes(
            after, workspace.categories(), out ? PhotoState.EMPTY : before.get(i), categories);
        // A table of boxes has no line for a photo without boxes.
        boolean reviewed = before.get(i).reviewed() && !(format == ExchangeFormat.CSV && i == 4);
        assertThat(after.reviewed()).isEqualTo(reviewed);
        if (after.version() > 0) {
          workspace.undo(ids.get(i), after.version(), "ann");
          assertThat(workspace.photo(ids.get(i)).orElseThrow().state().boxes()).isEmpty();
        }
      }
      assertThat(result.unknown()).isZero();
    }
  }

  private static void assertSameBoxes(
      PhotoState after, List<Category> now, PhotoState before, List<Category> then) {
    assertThat(after.boxes()).hasSameSizeAs(before.boxes());
    for (PhotoBox box : before.boxes()) {
      Optional<PhotoBox> same =
          after.boxes().stream().filter(other -> near(other.box(), box.box())).findFirst();
      assertThat(same).as(box.toString()).isPresent();
      assertThat(same.orElseThrow().state()).isEqualTo(BoxState.ACCEPTED);
      assertThat(CategoryNames.orId(now, same.orElseThrow().categoryId()))
          .isEqualTo(CategoryNames.orId(then, box.categoryId()));
    }
  }

  private static boolean near(Box one, Box other) {
    return Math.abs(one.x1() - other.x1()) < 1e-6
        && Math.abs(one.y1() - other.y1()) < 1e-6
        && Math.abs(one.x2() - other.x2()) < 1e-6
        && Math.abs(one.y2() - other.y2()) < 1e-6;
  }

  @Test
  void anExportWithPhotosIsADatasetThatEveryCommandReads() throws IOException {
    try (Workspace workspace = open("one")) {
      label(workspace, photos(workspace));
      for (ExchangeFormat format : List.of(ExchangeFormat.COCO, ExchangeFormat.YOLO)) {
        Path out = folder.resolve(format.label());
        workspace.exchange().exporter().write(format, out, PhotoFolder.Placing.COPY);
        Dataset dataset = DatasetReader.open(out, Optional.empty(), Optional.empty()).dataset();
        boolean coco = format == ExchangeFormat.COCO;
        assertThat(dataset.images()).hasSize(coco ? PHOTOS : PHOTOS - 1);
        assertThat(dataset.images().stream().filter(ImageRecord::clean)).hasSize(1);
        assertThat(dataset.images().stream().filter(image -> !image.complete()))
            .hasSize(coco ? 1 : 0);
        assertThat(dataset.images().get(0).read().width()).isEqualTo(317);
      }
    }
  }

  @Test
  void aDatasetIsOpenedForLabellingAndOnlyOnce() throws Exception {
    Path data = folder.resolve("data");
    try (Workspace workspace = open("one")) {
      label(workspace, photos(workspace));
      workspace.exchange().exporter().write(ExchangeFormat.COCO, data, PhotoFolder.Placing.COPY);
    }
    WorkspaceOptions options = WorkspaceOptions.DEFAULT.withData(data);
    try (Workspace workspace = Workspace.open(folder.resolve("two"), new ModelSlot(), options)) {
      awaitOpening(workspace);
      assertThat(workspace.counts().photos()).isEqualTo(PHOTOS);
      // Of photos without a label nobody knows whether they were looked at.
      assertThat(workspace.counts().reviewed()).isEqualTo(PHOTOS - 2);
      PhotoRow first = workspace.list(PhotoQuery.ALL).photos().get(0);
      workspace.undo(first.id(), first.version(), "ann");
    }
    try (Workspace workspace = Workspace.open(folder.resolve("two"), new ModelSlot(), options)) {
      assertThat(workspace.opened().orElseThrow()).contains("was opened before");
      assertThat(workspace.counts().reviewed()).isEqualTo(PHOTOS - 3);
    }
  }

  @Test
  void aFolderOfPhotosIsOpenedForLabelling() throws Exception {
    Path data = Files.createDirectories(folder.resolve("photos/deep"));
    Files.write(data.resolve("a.png"), TestPhotos.png(40, 30, 1));
    Files.write(data.resolveSibling("b.png"), TestPhotos.png(40, 30, 2));
    WorkspaceOptions options = WorkspaceOptions.DEFAULT.withData(folder.resolve("photos"));
    try (Workspace workspace = Workspace.open(folder.resolve("one"), new ModelSlot(), options)) {
      awaitOpening(workspace);
      assertThat(workspace.counts().photos()).isEqualTo(2);
      assertThat(workspace.counts().reviewed()).isZero();
    }
    WorkspaceOptions nothing = WorkspaceOptions.DEFAULT.withData(folder.resolve("missing"));
    try (Workspace workspace = Workspace.open(folder.resolve("two"), new ModelSlot(), nothing)) {
      awaitOpening(workspace);
      assertThat(workspace.opened().orElseThrow()).contains("does not exist");
    }
  }

  private static void awaitOpening(Workspace workspace) throws InterruptedException {
    for (int i = 0; i < 300 && workspace.opened().isEmpty(); i++) {
      Thread.sleep(100);
    }
  }

  @Test
  void labelsCorrectSuggestionsAndSuggestionsStayOpen() throws IOException {
    try (Workspace workspace = open("one")) {
      List<Long> ids = photos(workspace);
      String suggestion = "file,category,score,x1,y1,x2,y2\r\na.png,crack,0.7,10,10,60,40\r\n";
      upload(workspace, suggestion);
      upload(workspace, suggestion);
      PhotoState state = workspace.photo(ids.get(0)).orElseThrow().state();
      assertThat(state.boxes()).hasSize(1);
      assertThat(state.boxes().get(0).state()).isEqualTo(BoxState.OPEN);
      assertThat(state.boxes().get(0).score().orElseThrow()).isEqualTo(0.7, within(1e-12));
      upload(workspace, "file,category,score,x1,y1,x2,y2\na.png,crack,,12,10,60,40\n");
      state = workspace.photo(ids.get(0)).orElseThrow().state();
      assertThat(state.boxes()).hasSize(1);
      assertThat(state.boxes().get(0).state()).isEqualTo(BoxState.ACCEPTED);
      assertThat(state.boxes().get(0).box()).isEqualTo(new Box(12, 10, 60, 40));
    }
  }

  private static Importer.Result upload(Workspace workspace, String table) {
    return workspace
        .exchange()
        .upload(ExchangeFormat.CSV, table.getBytes(StandardCharsets.UTF_8), false);
  }

  @Test
  void photosThatAreNotThereAreListed() throws IOException {
    try (Workspace workspace = open("one")) {
      photos(workspace);
      Importer.Result result =
          upload(
              workspace,
              "file,category,score,x1,y1,x2,y2\nnowhere.png,crack,,1,1,9,9\na.png,crack,,1,1,9,9\n");
      assertThat(result.unknown()).isEqualTo(1);
      assertThat(result.boxes()).isEqualTo(1);
      assertThat(result.notes()).anyMatch(line -> line.startsWith("nowhere.png"));
    }
  }

  @Test
  void theReportShowsTheVerdictsOfPeople() throws IOException {
    try (Workspace workspace = open("one")) {
      label(workspace, photos(workspace));
      String page = new String(exported(workspace, ExchangeFormat.REPORT), StandardCharsets.UTF_8);
      assertThat(page).contains("CRACK", "there is no model").doesNotContain("<c>.png");
    }
  }

  @Test
  void aFormatIsFoundByContentWhateverTheNames() throws IOException {
    String table = "\uFEFFfile,category,score,x1,y1,x2,y2\r\n";
    assertThat(formatOf("export.csv", table)).isEqualTo(ExchangeFormat.CSV);
    assertThat(formatOf("project-1.json", " [{\"data\": {}}]"))
        .isEqualTo(ExchangeFormat.LABEL_STUDIO);
    assertThat(formatOf("train.json", "\n{\"images\": []}")).isEqualTo(ExchangeFormat.COCO);
    assertThat(formatOf("labels/a.txt", "0 0.5 0.5 0.1 0.1")).isEqualTo(ExchangeFormat.YOLO);
    assertThatThrownBy(() -> formatOf("notes.md", "hello"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("no labels of a known format; name the format, one of coco, yolo");
    Files.writeString(folder.resolve("both.json"), "{}");
    assertThatThrownBy(() -> formatOf("b.json", "[]"))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("may be coco or label-studio; name the format");
  }

  private ExchangeFormat formatOf(String name, String content) throws IOException {
    Path file = folder.resolve("sniffed").resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
    try {
      return FormatFinder.of(folder);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void hostileAndBrokenFilesAreRefused() throws IOException {
    try (Workspace workspace = open("one")) {
      photos(workspace);
      Path outside = folder.resolve("outside.txt");
      assertRefused(workspace, ExchangeFormat.COCO, zip("../../../outside.txt"), "leads out");
      assertThat(outside).doesNotExist();
      assertRefused(workspace, ExchangeFormat.YOLO, bytes("no zip"), "must be a zip archive");
      assertRefused(workspace, ExchangeFormat.YOLO, bytes("PK\u0003\u0004 broken"), "is damaged");
      assertRefused(workspace, ExchangeFormat.COCO, bytes("{"), "");
      assertRefused(workspace, ExchangeFormat.COCO, bytes(""), "");
      assertRefused(workspace, ExchangeFormat.CSV, bytes("a,b\n1,2\n"), "first line");
      assertRefused(
          workspace,
          ExchangeFormat.CSV,
          bytes("file,category,score,x1,y1,x2,y2\na.png,crack,,9,9,1,1\n"),
          "line 2: box width is");
      assertRefused(
          workspace,
          ExchangeFormat.CSV,
          bytes("file,category,score,x1,y1,x2,y2\na.png,crack,,900,900,999,999\n"),
          "outside of the photo");
      assertRefused(workspace, ExchangeFormat.LABEL_STUDIO, bytes("{}"), "must be a list");
      assertRefused(workspace, ExchangeFormat.LABEL_STUDIO, bytes("[{}]"), "data.image is missing");
      assertRefused(workspace, ExchangeFormat.REPORT, bytes("<html>"), "");
      assertThat(workspace.categories()).extracting(one -> one.name()).doesNotContain("");
    }
  }

  private static void assertRefused(
      Workspace workspace, ExchangeFormat format, byte[] file, String message) {
    assertThatThrownBy(() -> workspace.exchange().upload(format, file, false))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zip(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(1);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
