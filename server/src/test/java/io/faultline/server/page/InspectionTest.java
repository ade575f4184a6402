package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What an inspector does all day: look, decide, draw, move, and go on. */
@ExtendWith(SharedWorkplace.class)
class InspectionTest {
  private final Workplace work;
  private final Page page;

  InspectionTest(Workplace work) {
    this.work = work;
    this.page = work.page();
  }

  private static JsonNode box(JsonNode photo, int index) {
    return photo.path("boxes").path(index);
  }

  /** The box that a person added. */
  private static JsonNode drawn(JsonNode photo) {
    for (JsonNode box : photo.path("boxes")) {
      if (box.path("origin").asText().equals("person")) {
        return box;
      }
    }
    throw new AssertionError("no drawn box in " + photo);
  }

  private static void assertBox(JsonNode box, double... corners) {
    for (int i = 0; i < corners.length; i++) {
      assertThat(box.path("box").path(i).asDouble())
          .as("corner %s of %s", i, box)
          .isCloseTo(corners[i], within(1.5));
    }
  }

  @Test
  void keysDecideBoxesAndTheServiceKeepsTheDecisions() {
    int id = work.photo(0);
    page.openPhoto(id);
    String first = page.json("return faultline.bench.selected").asText();
    assertThat(first).isNotEmpty();
    page.press("a");
    page.storedPhoto();
    assertThat(state(id, first)).isEqualTo("accepted");

    page.press("z");
    page.storedPhoto();
    assertThat(state(id, first)).isEqualTo("open");

    page.press("j", "r");
    page.awaitStored();
    work.other().await(id, photo -> photo.path("version").asInt() >= 4);
    assertThat(page.texts("#boxes .rejected")).isNotEmpty();
  }

  private String state(int id, String box) {
    JsonNode photo = work.other().photo(id);
    for (String list : List.of("boxes", "below")) {
      for (JsonNode one : photo.path(list)) {
        if (one.path("id").asText().equals(box)) {
          return one.path("state").asText();
        }
      }
    }
    return "gone";
  }

  @Test
  void drawsMovesResizesAndDeletesWithTheMouse() {
    int id = work.photo(1);
    page.openPhoto(id);
    page.press("d");
    page.drag(20, 30, 90, 70);
    assertBox(drawn(page.storedPhoto()), 20, 30, 90, 70);
    assertBox(drawn(work.other().photo(id)), 20, 30, 90, 70);

    page.press("e");
    page.drag(55, 50, 75, 65);
    assertBox(drawn(page.storedPhoto()), 40, 45, 110, 85);
    page.drag(110, 85, 140, 120);
    assertBox(drawn(page.storedPhoto()), 40, 45, 140, 120);
    page.press(Keys.ENTER);

    page.press(Keys.DELETE);
    page.awaitStored();
    assertThat(work.other().photo(id).path("boxes"))
        .noneMatch(box -> box.path("origin").asText().equals("person"));
    page.press("z");
    assertBox(drawn(page.storedPhoto()), 40, 45, 140, 120);
  }

  @Test
  void theKeyboardAloneDrawsAndMovesABox() {
    page.openPhoto(work.photo(2));
    page.press("d", Keys.ENTER);
    JsonNode before = drawn(page.storedPhoto()).path("box");
    page.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    JsonNode after = drawn(page.storedPhoto()).path("box");
    assertThat(after.path(0).asInt()).isEqualTo(before.path(0).asInt() + 2);
    assertThat(after.path(3).asInt()).isEqualTo(before.path(3).asInt() + 1);
  }

  @Test
  void aClickOffersProposalsAndEnterTakesOne() {
    int id = work.photo(3);
    page.openPhoto(id);
    page.press(Keys.ESCAPE);
    page.browser().findElement(By.id("tool-point")).click();
    page.click(128, 128);
    page.await("an offer", "return Boolean(faultline.bench.oneClick.current)");
    String first = page.text("offer-words");
    assertThat(first).startsWith("Proposal 1 of");

    double zoom = page.json("return faultline.bench.viewer.map.getZoom()").asDouble();
    page.wheel(128, 128, 120);
    page.await(
        "the second",
        "return document.getElementById('offer-words').textContent.startsWith('Proposal 2 of')");
    assertThat(page.json("return faultline.bench.viewer.map.getZoom()").asDouble()).isEqualTo(zoom);
    page.press(Keys.ARROW_LEFT);
    assertThat(page.text("offer-words")).isEqualTo(first);

    JsonNode offered = page.json("return faultline.bench.oneClick.current.box.map(Math.round)");
    assertThat(offered.path(0).asInt()).isLessThanOrEqualTo(128);
    assertThat(offered.path(2).asInt()).isGreaterThanOrEqualTo(128);
    page.press(Keys.ENTER);
    JsonNode stored = drawn(page.storedPhoto());
    for (int i = 0; i < 4; i++) {
      assertThat(stored.path("box").path(i).asInt()).isEqualTo(offered.path(i).asInt());
    }
    assertThat(page.shown("offer")).isFalse();
  }

  @Test
  void theSliderShowsAtOnceWhatWouldBeReported() {
    page.openPhoto(work.photo(4));
    slide(0);
    int all = page.texts("#boxes button.open").size();
    page.await(
        "words",
        "return document.querySelector('#slider .reported').textContent.includes('would be reported')");
    String low = page.texts("#slider .reported").get(0);
    slide(1);
    assertThat(page.texts("#boxes button.open")).isEmpty();
    assertThat(all).isPositive();
    page.await(
        "other words",
        "return document.querySelector('#slider .reported').textContent !== '" + low + "'");
    page.push("Back to");
    assertThat(page.json("return faultline.slider.threshold === faultline.slider.own").asBoolean())
        .isTrue();
    assertThat(work.other().photo(work.photo(4)).path("version").asInt())
        .as("it changes no photo")
        .isEqualTo(1);
  }

  private void slide(double to) {
    page.json(
        "const range = document.getElementById('threshold'); range.value = arguments[0]; range.dispatchEvent(new Event('input'))",
        to);
  }

  @Test
  void reviewedPhotosAreMarkedAndTheNextOneComes() {
    page.open("/photos");
    page.await("a photo", "return Boolean(faultline.bench.photo)");
    JsonNode order = page.json("return faultline.queue.photos.map(({id}) => Number(id))");
    int first = page.photo().path("id").asInt();
    assertThat(first).as("the most doubtful comes first").isEqualTo(order.path(0).asInt());
    page.press("m");
    page.awaitPhoto(order.path(1).asInt());
    work.other().await(first, photo -> photo.path("reviewed").asBoolean());
    page.press("p");
    page.awaitPhoto(first);
    page.press("n");
    page.awaitPhoto(order.path(1).asInt());
    page.press("p");
    page.awaitPhoto(first);
    page.press("m");
    work.other().await(first, photo -> !photo.path("reviewed").asBoolean());
    page.press("z"); // Other tests find the photo as it was.
    work.other().await(first, photo -> photo.path("reviewed").asBoolean());
    page.press("z");
    work.other().await(first, photo -> box(photo, 0).path("state").asText("open").equals("open"));
  }

  @Test
  void aRemovedPhotoLeavesTheListAndIsPutBack() {
    int id = work.photo(4);
    page.openPhoto(id);
    page.browser().findElement(By.id("photo-remove")).click();
    work.other().await(id, photo -> photo.path("removed").asBoolean());
    page.await("another photo", "return faultline.bench.photo.id !== '" + id + "'");
    page.await(
        "a list without it",
        "return faultline.queue.photos.length > 0"
            + " && faultline.queue.photos.every((one) => one.id !== '"
            + id
            + "')");
    page.browser().findElement(By.cssSelector("#notes .act")).click();
    work.other().await(id, photo -> !photo.path("removed").asBoolean());
    page.awaitPhoto(id);

    page.pressShift(Keys.DELETE);
    work.other().await(id, photo -> photo.path("removed").asBoolean());
    page.await("a count", "return !document.querySelector('.chip.removed').hidden");
    page.json("document.querySelector('#verdicts input[value=REMOVED]').click()");
    page.await("the list of removed photos", "return faultline.queue.total === 1");
    page.openPhoto(id);
    assertThat(page.text("photo-removed")).contains("no list, export or training");
    assertThat(page.text("photo-remove")).isEqualTo("Put back");
    page.browser().findElement(By.id("photo-remove")).click();
    work.other().await(id, photo -> !photo.path("removed").asBoolean());
    page.json("document.querySelector('#verdicts input[value=\"\"]').click()");
  }

  @Test
  void filtersShowTheirCountsAndOnlyTheirPhotos() {
    page.open("/photos");
    page.await("a list", "return faultline.queue.photos.length > 0");
    JsonNode counts = work.other().get("").path("counts");
    for (String verdict : List.of("REVIEW", "CRACK", "CLEAN")) {
      int count = counts.path(verdict.toLowerCase(java.util.Locale.ROOT)).asInt();
      assertThat(page.texts("[data-count=" + verdict + "]")).containsExactly(String.valueOf(count));
      page.json("document.querySelector('#verdicts input[value=" + verdict + "]').click()");
      page.await(verdict, "return faultline.queue.total === " + count);
      assertThat(page.texts("#queue-list .verdict")).allMatch(verdict::equals);
    }
    page.json("document.querySelector('#verdicts input[value=\"\"]').click()");
    page.press("/");
    page.press("W", "a", "l", "l", "_", "0", "3");
    page.await("one photo", "return faultline.queue.total === 1");
    assertThat(page.texts("#queue-list .name")).containsExactly("wall_03.png");
    page.press(Keys.BACK_SPACE, "x");
    page.await("none", "return faultline.queue.total === 0");
    assertThat(page.text("queue-total")).isEqualTo("None fits this filter.");
  }

  @Test
  void theHelpListsEveryKeyAndKeepsKeysToItself() {
    int id = work.photo(5);
    int before = work.other().photo(id).path("version").asInt(); // Other tests may have been here.
    page.openPhoto(id);
    page.press("?");
    page.await("help", "return Boolean(document.querySelector('dialog[open] .help'))");
    assertThat(page.texts("dialog .keys dd"))
        .anyMatch(words -> words.contains("accept"))
        .anyMatch(words -> words.contains("draw"));
    page.press("a");
    page.press(Keys.ESCAPE);
    page.await("no help", "return !document.querySelector('dialog[open]')");
    assertThat(work.other().photo(id).path("version").asInt()).isEqualTo(before);
  }

  @Test
  void twoWindowsKeepBothChangesOfDifferentBoxes() {
    int id = work.photo(6);
    page.openPhoto(id);
    deafen();
    work.other().change(id, "[{\"op\":\"add\",\"category\":\"crack\",\"to\":[1,2,30,40]}]");
    page.press("a");
    JsonNode photo = page.storedPhoto();
    assertThat(photo.path("boxes"))
        .anyMatch(
            box ->
                box.path("state").asText().equals("accepted")
                    && box.path("origin").asText().equals("model"));
    assertBox(drawn(photo), 1, 2, 30, 40);
    assertThat(page.text("notes")).contains("Both changes are kept");
  }

  @Test
  void twoWindowsWithOneBoxAskWhoseChangeCounts() {
    int id = work.photo(7);
    page.openPhoto(id);
    deafen();
    String box = page.json("return faultline.bench.selected").asText();
    work.other().change(id, "[{\"op\":\"reject\",\"box\":\"" + box + "\"}]");
    page.press("a");
    page.await("the question", "return Boolean(document.querySelector('dialog[open]'))");
    assertThat(page.texts("dialog td"))
        .anyMatch("You accepted it."::equals)
        .anyMatch("The other window rejected it."::equals);
    page.push("Take the other");
    page.awaitStored();
    assertThat(state(id, box)).isEqualTo("rejected");
  }

  /** Lets this window miss what others store, as where both work in the same second. */
  private void deafen() {
    page.json("faultline.bench.session.reload = async () => {}");
  }

  @Test
  void historySaysWhatWasDone() {
    int id = work.photo(8);
    page.openPhoto(id);
    page.press("a");
    page.awaitStored();
    page.browser().findElement(By.cssSelector("#history summary")).click();
    page.await("the history", "return document.querySelectorAll('#history-list li').length >= 2");
    assertThat(page.texts("#history-list li").get(0)).contains("accepted a box");
    assertThat(box(page.photo(), 0).isMissingNode()).isFalse();
  }
}
