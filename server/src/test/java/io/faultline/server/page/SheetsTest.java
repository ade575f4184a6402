package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogEntry;

/** The sheets Teach and Summary, and what holds for the page as a whole. */
@ExtendWith(SharedWorkplace.class)
class SheetsTest {
  private final Workplace work;
  private final Page page;

  SheetsTest(Workplace work) {
    this.work = work;
    this.page = work.page();
  }

  /** Lets the service say that a training is as given; keeps what the page asks for. */
  private void trainingIs(String json) {
    page.json(
        "window.training = JSON.parse(arguments[0]); window.asked = window.asked ?? [];"
            + "const real = window.realFetch = window.realFetch ?? window.fetch;"
            + "window.fetch = (path, options) => {"
            + "  if (!path.includes('/trainings')) return real(path, options);"
            + "  if (options.method !== 'GET') asked.push(path);"
            + "  return Promise.resolve(new Response(JSON.stringify(training), {headers: {'Content-Type': 'application/json'}}));"
            + "}; faultline.emit('training', {});",
        json);
  }

  @Test
  void aTrainingSaysHowFarItIsAndCanBeStoppedAndResumed() {
    page.open("/teach");
    trainingIs(
        "{\"state\":\"running\",\"step\":\"fine-tuning\",\"fraction\":0.4,\"secondsLeft\":130}");
    page.await("progress", "return document.getElementById('teach-bar').value === 0.4");
    assertThat(page.text("teach-step")).contains("fine-tuning");
    assertThat(page.text("teach-left")).isEqualTo("about 2 min left");
    assertThat(page.browser().findElement(By.id("teach-start")).isEnabled()).isFalse();
    page.push("Stop");
    trainingIs("{\"state\":\"stopped\",\"fraction\":0.4}");
    page.await("a way to go on", "return !document.getElementById('teach-resume').hidden");
    page.push("Resume");
    assertThat(page.json("return asked"))
        .extracting(path -> path.asText())
        .containsExactly(
            "/v1/workspace/trainings/current/stop", "/v1/workspace/trainings/current/resume");
  }

  @Test
  void aNewModelTakesOverOnlyOnTheUsersYes() {
    page.open("/teach");
    trainingIs(
        "{\"state\":\"finished\",\"result\":{\"verdict\":\"worse\",\"words\":\"The new model is worse on 38 held-out photos.\","
            + "\"figures\":[{\"name\":\"AP50\",\"new\":0.4,\"old\":0.5,\"difference\":-0.1,\"lower\":-0.2,\"upper\":-0.01,\"verdict\":\"worse\"}]}}");
    page.await("the verdict", "return !document.getElementById('teach-result').hidden");
    assertThat(page.text("teach-verdict")).isEqualTo("▼ Worse");
    assertThat(page.text("teach-words")).isEqualTo("The new model is worse on 38 held-out photos.");
    assertThat(page.texts("#teach-figures td"))
        .containsExactly("0.500", "0.400", "−0.100", "−0.200 to −0.010", "worse");
    assertThat(page.json("return asked")).isEmpty();
    page.push("Use the new model");
    assertThat(page.json("return asked").path(0).asText()).endsWith("/adopt");
  }

  @Test
  void modelsAreListedAndOneIsInUse() {
    page.open("/teach");
    page.await("the models", "return document.querySelectorAll('#models tr').length > 0");
    assertThat(page.texts("#models b")).containsExactly("● in use");
    page.await("the reason", "return document.getElementById('teach-start').disabled");
    assertThat(page.text("teach-why")).contains("at least 4 photos");
  }

  @Test
  void theSummaryCountsVerdictsAndItsDownloadsExist() throws Exception {
    page.open("/summary");
    page.await(
        "the verdicts", "return document.querySelectorAll('#summary-verdicts tr').length >= 4");
    int crack = work.other().get("").path("counts").path("crack").asInt();
    assertThat(page.texts("#summary-verdicts tr").get(0)).isEqualTo("CRACK" + crack);
    assertThat(page.text("promise-words")).isNotEmpty();
    for (String link : links("#summary .downloads a:not([href$=yolo])")) {
      HttpResponse<byte[]> answer = answer(link);
      assertThat(answer.statusCode()).as(link).isEqualTo(200);
      assertThat(answer.body()).as(link).isNotEmpty();
    }
  }

  private static HttpResponse<byte[]> answer(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(link)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aDownloadThatCannotBeSaysWhyInsteadOfSavingTheRefusal() {
    page.open("/summary");
    page.browser().findElement(By.cssSelector(".downloads a[href$=yolo]")).click();
    page.await("the reason", "return document.getElementById('notes').textContent !== ''");
    assertThat(page.text("notes")).contains("no photo is reviewed");
  }

  @Test
  void labelsThatWereTakenAwayCanBeBroughtIn(@TempDir Path folder) throws Exception {
    page.open("/summary");
    Path csv =
        Files.write(
            folder.resolve("boxes.csv"), answer(links(".downloads a[href$=csv]").get(0)).body());
    page.browser().findElement(By.id("import-file")).sendKeys(csv.toString());
    page.await("an answer", "return document.getElementById('notes').textContent !== ''");
    assertThat(page.text("notes")).contains("CSV: ", "came in");
  }

  private List<String> links(String selector) {
    return page.browser().findElements(By.cssSelector(selector)).stream()
        .map(link -> String.valueOf(link.getDomProperty("href")))
        .toList();
  }

  @Test
  void thePageAsksNoOtherHostAndKeepsItsContentPolicy() {
    page.browser().manage().logs().get("browser");
    page.openPhoto(work.photo(8));
    page.await("a thumbnail", "return document.querySelector('#queue-list img')?.complete");
    assertThat(
            page.json(
                "return performance.getEntriesByType('resource').map(({name}) => new URL(name).origin).filter((one) => one !== location.origin)"))
        .isEmpty();
    assertThat(page.browser().manage().logs().get("browser").getAll())
        .extracting(LogEntry::getMessage)
        .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
  }

  @Test
  void everyControlHasANameAndTheThemeStays() {
    page.openPhoto(work.photo(8));
    assertThat(
            page.json(
                "return [...document.querySelectorAll('button, a, input, select')].filter((one) => !(one.hidden || one.type === 'hidden')"
                    + " && !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length)).map((one) => one.outerHTML)"))
        .isEmpty();
    page.browser().findElement(By.id("theme")).click();
    page.browser().findElement(By.id("theme")).click();
    assertThat(page.json("return document.documentElement.dataset.theme").asText())
        .isEqualTo("dark");
    page.browser().navigate().refresh();
    page.await("the page", "return Boolean(window.faultline)");
    assertThat(page.json("return document.documentElement.dataset.theme").asText())
        .isEqualTo("dark");
    assertThat(page.json("return getComputedStyle(document.body).colorScheme").asText())
        .isEqualTo("dark");
  }
}
