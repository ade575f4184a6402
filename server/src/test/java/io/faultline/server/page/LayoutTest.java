package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/**
 * Every view fits the smallest screens that the page is made for: a laptop, and a tablet both ways.
 */
@ExtendWith(SharedWorkplace.class)
class LayoutTest {
  /** Parts of the page that no other part may cover, and that nothing may push off the screen. */
  private static final String PARTS =
      "const shown = [...document.querySelectorAll(arguments[0])].filter((one) => one.offsetParent !== null"
          + " && getComputedStyle(one).visibility !== 'hidden' && one.getBoundingClientRect().width > 0);"
          + "return shown.map((one) => { const {left, top, right, bottom} = one.getBoundingClientRect();"
          + " return {name: one.id || one.textContent.trim(), left, top, right, bottom}; })";

  private static final double ROUNDING_PX = 0.6;

  private final Workplace work;
  private final Page page;

  LayoutTest(Workplace work) {
    this.work = work;
    this.page = work.page();
  }

  @AfterEach
  void giveOthersTheirScreen() {
    Browser.resize(page.browser(), Browser.WIDTH, Browser.HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1024, 768", "768, 1024"})
  void everyViewFitsTheScreen(int width, int height) {
    Browser.resize(page.browser(), width, height);
    for (String view : new String[] {"/teach", "/summary", "/photos/" + work.photo(8)}) {
      page.open(view);
      page.await("the view", "return document.querySelector('main > :not([hidden])') !== null");
      assertThat(page.json("return document.documentElement.scrollWidth <= innerWidth").asBoolean())
          .as("%s is not wider than the screen", view)
          .isTrue();
    }
    page.awaitPhoto(work.photo(8));
    assertApart(width, height, "#stage > .toolbar, #map, .footbar, #panel");
    assertThat(part("#map", "right") - part("#map", "left")).isGreaterThan(width * 0.45);

    page.json("document.getElementById('history').open = true");
    page.press("r"); // Nothing is left to decide. The panel scrolls, above its last button.
    page.awaitStored();
    assertApart(width, height * 3, "#panel > :not(#review-place)");
    page.press("z");
    page.awaitStored();
  }

  @ParameterizedTest
  @CsvSource({"1024, 768", "768, 1024"})
  void theListComesAndGoesWhereThereIsLittleRoom(int width, int height) {
    Browser.resize(page.browser(), width, height);
    page.openPhoto(work.photo(8));
    assertThat(page.shown("queue")).isFalse();
    page.browser().findElement(By.id("toggle-queue")).click();
    assertThat(page.shown("queue")).isTrue();
    assertApart(width, height, "#stage > .toolbar, #queue");
    page.browser().findElement(By.cssSelector("#queue-list a")).click();
    page.await("the photo", "return !document.body.classList.contains('queue-over')");
    assertThat(page.shown("queue")).isFalse();
  }

  private double part(String selector, String side) {
    return page.json(PARTS, selector).path(0).path(side).asDouble();
  }

  /** Checks that all parts are on the screen and that none lies over another that is not inside. */
  private void assertApart(int width, int height, String selector) {
    JsonNode parts = page.json(PARTS, selector);
    assertThat(parts).as(selector).hasSizeGreaterThan(1);
    for (JsonNode one : parts) {
      assertThat(one.path("left").asDouble()).as("%s", one).isGreaterThanOrEqualTo(-ROUNDING_PX);
      assertThat(one.path("right").asDouble())
          .as("%s", one)
          .isLessThanOrEqualTo(width + ROUNDING_PX);
      assertThat(one.path("bottom").asDouble())
          .as("%s", one)
          .isLessThanOrEqualTo(height + ROUNDING_PX);
      for (JsonNode other : parts) {
        assertThat(one.equals(other) || apart(one, other))
            .as("%s does not lie over %s", one, other)
            .isTrue();
      }
    }
  }

  private static boolean apart(JsonNode one, JsonNode other) {
    return before(one, "right", other, "left")
        || before(other, "right", one, "left")
        || before(one, "bottom", other, "top")
        || before(other, "bottom", one, "top");
  }

  private static boolean before(JsonNode one, String end, JsonNode other, String start) {
    return one.path(end).asDouble() <= other.path(start).asDouble() + ROUNDING_PX;
  }
}
