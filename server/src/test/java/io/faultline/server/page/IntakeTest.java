package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Photos that are dropped on the page or chosen. */
@ExtendWith(SharedWorkplace.class)
class IntakeTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>.png";

  private final Workplace work;
  private final Page page;

  IntakeTest(Workplace work) {
    this.work = work;
    this.page = work.page();
  }

  @BeforeEach
  void openTheList() {
    page.open("/photos");
    page.await("a photo", "return Boolean(faultline.bench.photo)");
  }

  /** Drops a file as the browser does at the end of a drag. */
  private void drop(String name, byte[] content) {
    page.json(
        "const bytes = Uint8Array.from(atob(arguments[1]), (one) => one.charCodeAt(0));"
            + "const dataTransfer = new DataTransfer();"
            + "dataTransfer.items.add(new File([bytes], arguments[0], {type: 'image/png'}));"
            + "dispatchEvent(new DragEvent('drop', {dataTransfer, cancelable: true}));",
        name,
        Base64.getEncoder().encodeToString(content));
  }

  private int idOf(String name) {
    page.await(
        name, "return faultline.queue.photos.some((photo) => photo.name === '" + name + "')");
    return page.json(
            "return faultline.queue.photos.find((photo) => photo.name === arguments[0]).id", name)
        .asInt();
  }

  @Test
  void aDroppedPhotoComesIntoTheListAndIsSearched() {
    drop("dropped.png", Workplace.png(100));
    int id = idOf("dropped.png");
    JsonNode done = work.other().await(id, photo -> photo.path("state").asText().equals("done"));
    page.await(
        "its verdict in the list",
        "return faultline.queue.photos.find(({id}) => id === '"
            + id
            + "').verdict === '"
            + done.path("verdict").asText()
            + "'");
  }

  @Test
  void aHostileNameIsOnlyText() {
    drop(HOSTILE, Workplace.png(101));
    int id = idOf(HOSTILE);
    page.openPhoto(id);
    assertThat(page.text("photo-name")).isEqualTo(HOSTILE);
    assertThat(page.texts("#queue-list .name")).contains(HOSTILE);
    assertThat(page.json("return document.querySelectorAll('[onerror]').length").asInt()).isZero();
    assertThat(
            page.json(
                    "return document.images.length > 0 && [...document.images].every(({src}) => src.startsWith(location.origin))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aFileThatIsNoPhotoSaysWhy() {
    drop("broken.png", "not a picture".getBytes(StandardCharsets.UTF_8));
    page.await(
        "the fault",
        "return !document.getElementById('failures').hidden || faultline.queue.photos.some(({state}) => state === 'failed')");
    if (page.shown("failures")) {
      assertThat(page.texts("#failures-list li").get(0))
          .startsWith("broken.png")
          .hasSizeGreaterThan(20);
    } else {
      page.openPhoto(idOf("broken.png"));
      assertThat(page.text("photo-error")).hasSizeGreaterThan(10);
    }
  }

  @Test
  void aFolderIsTakenAsAWholeAndOtherFilesAreLeftOut(@TempDir Path folder) throws Exception {
    Workplace.file(folder, "inside-1.png", 102);
    Workplace.file(folder.resolve("deeper"), "inside-2.png", 103);
    Files.writeString(folder.resolve("notes.txt"), "no photo");
    page.browser().findElement(By.id("choose-folder")).sendKeys(folder.toString());
    idOf("inside-1.png");
    idOf("inside-2.png");
    assertThat(page.text("notes")).contains("1 file is not a photo");
  }

  @Test
  void theSamePhotoTwiceIsOnePhoto() {
    drop("again.png", Workplace.png(0));
    page.await(
        "the note",
        "return document.getElementById('notes').textContent.includes('1 photo was there already: again.png (as wall_00.png)')");
    assertThat(
            page.json(
                    "return faultline.queue.photos.filter(({name}) => name === 'again.png').length")
                .asInt())
        .isZero();
  }
}
