package io.faultline.server.page;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Point;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person uses it: keys, clicks on points of the photo, and what is seen. */
final class Page {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver browser;
  private final String address;

  Page(ChromeDriver browser, String address) {
    this.browser = browser;
    this.address = address;
  }

  ChromeDriver browser() {
    return browser;
  }

  /** Loads the page anew at a view, such as {@code /photos/3}. */
  void open(String view) {
    if (browser.getCurrentUrl().startsWith(address)) {
      browser.executeScript("sessionStorage.clear(); localStorage.clear()");
    }
    browser.get("about:blank");
    browser.get(address + "/#" + view);
    await("the page", "return Boolean(window.faultline)");
  }

  /** Loads the page and waits until a photo is on the table. */
  void openPhoto(int id) {
    open("/photos/" + id);
    awaitPhoto(id);
  }

  void awaitPhoto(int id) {
    await("photo " + id, "return faultline.bench.photo?.id === '" + id + "'");
  }

  void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      new Actions(browser).sendKeys(key).perform();
    }
  }

  void pressShift(CharSequence key) {
    new Actions(browser).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
  }

  /** A click on a pixel of the photo. */
  void click(double x, double y) {
    Point at = onScreen(x, y);
    new Actions(browser).moveToLocation(at.x, at.y).click().perform();
  }

  /** A drag from one pixel of the photo to another. */
  void drag(double x1, double y1, double x2, double y2) {
    Point from = onScreen(x1, y1);
    Point to = onScreen(x2, y2);
    new Actions(browser)
        .moveToLocation(from.x, from.y)
        .clickAndHold()
        .pause(STEP)
        .moveToLocation((from.x + to.x) / 2, (from.y + to.y) / 2)
        .pause(STEP)
        .moveToLocation(to.x, to.y)
        .pause(STEP)
        .release()
        .perform();
  }

  /** One notch of the wheel over a pixel of the photo. */
  void wheel(double x, double y, int delta) {
    Point at = onScreen(x, y);
    new Actions(browser)
        .scrollFromOrigin(WheelInput.ScrollOrigin.fromViewport(at.x, at.y), 0, delta)
        .perform();
  }

  private Point onScreen(double x, double y) {
    JsonNode at =
        json(
            "const {map, element} = faultline.bench.viewer; const frame = element.getBoundingClientRect();"
                + " const at = map.latLngToContainerPoint([arguments[1], arguments[0]]);"
                + " return {x: Math.round(frame.x + at.x), y: Math.round(frame.y + at.y)};",
            x,
            y);
    return new Point(at.path("x").asInt(), at.path("y").asInt());
  }

  /** The photo on the table, with the changes that are not sent yet. */
  JsonNode photo() {
    return json("return faultline.bench.photo");
  }

  /** The photo on the table once the service has stored all changes. */
  JsonNode storedPhoto() {
    awaitStored();
    return photo();
  }

  void awaitStored() {
    await("all is stored", "return faultline.unsent() === 0 && !faultline.bench.session?.busy");
  }

  String text(String id) {
    return requireNonNull(browser.findElement(By.id(id)).getDomProperty("textContent")).strip();
  }

  boolean shown(String id) {
    return browser.findElement(By.id(id)).isDisplayed();
  }

  /** Presses a button by the words that it begins with. */
  void push(String words) {
    Object button =
        browser.executeScript(
            "return [...document.querySelectorAll('button')].find((button) =>"
                + " button.offsetParent !== null && button.textContent.startsWith(arguments[0]))",
            words);
    if (!(button instanceof WebElement element)) {
      throw new AssertionError("no button " + words);
    }
    element.click();
  }

  List<String> texts(String selector) {
    List<String> texts = new ArrayList<>();
    json(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())",
            selector)
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The result of a script as JSON; null becomes a JSON null. */
  JsonNode json(String script, Object... arguments) {
    Object text =
        browser.executeScript(
            "return JSON.stringify((function () {" + script + "}).apply(null, arguments) ?? null)",
            arguments);
    try {
      return JSON.readTree(String.valueOf(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a script returns true. */
  void await(String what, String script) {
    await(what, script, PATIENCE);
  }

  /** As above, for what takes longer. */
  void await(String what, String script, Duration patience) {
    try {
      new WebDriverWait(browser, patience, STEP).until(driver -> json(script).asBoolean());
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for: " + what + " (" + script + ")", e);
    }
  }
}
