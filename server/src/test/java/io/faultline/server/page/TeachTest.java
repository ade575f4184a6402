package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import io.faultline.server.WorkspaceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Teaching by the page's own buttons, with a real training: from corrections to a model and back.
 */
@ExtendWith(SharedWorkplace.class)
class TeachTest {
  private static final int PHOTOS = 5;
  private static final String CRACK =
      "[{\"op\":\"add\",\"category\":\"crack\",\"to\":[%d,20,110,60]},{\"op\":\"review\"}]";

  private static final PipelineConfig QUICK =
      PipelineConfig.DEFAULT.with(
          "fine-tune.epochs=1", "proposals.budget=50", "fine-tune.shared.regions.count=16");

  @TempDir Path folder;
  private final Workplace work;

  TeachTest(Workplace work) {
    this.work = work;
  }

  @Test
  void aModelIsTaughtStoppedResumedTakenOverAndGivenUpAgain() {
    try (Server server =
        Server.start(
            ServeOptions.local()
                .withModel(BuiltInModels.CRACK)
                .withWorkspace(WorkspaceChoice.of(folder).withTeaching(QUICK)))) {
      review(new OtherWindow(server.address()));
      Page page = work.page(server.address());
      page.open("/teach");
      page.await("the models", "return document.querySelectorAll('#models tr').length === 1");
      String before = inUse(page);

      page.push("Start teaching");
      awaitButton(page, "stop");
      page.push("Stop");
      awaitButton(page, "resume");
      assertThat(page.text("teach-step")).startsWith("Stopped");
      page.push("Resume");
      page.await(
          "the comparison",
          "return !document.getElementById('teach-result').hidden",
          Duration.ofMinutes(5));
      assertThat(page.text("teach-words")).contains("held-out photo");
      assertThat(page.texts("#teach-figures th")).isNotEmpty();
      assertThat(inUse(page)).as("nothing changes without a yes").isEqualTo(before);

      page.push("Use the new model");
      page.await("both models", "return document.querySelectorAll('#models tr').length === 2");
      assertThat(inUse(page)).isNotEqualTo(before);
      page.push("Use this one");
      page.await(
          "the old model",
          "return document.querySelector('#models .active td').textContent === '" + before + "'");
      assertThat(page.text("teach-fault")).isEmpty();
      assertThat(active(new OtherWindow(server.address()).get("/models")))
          .isEqualTo(before.replaceAll(".*\\((.*)\\)", "$1"));
    }
  }

  private static void review(OtherWindow other) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      ids.add(other.send("wall_%02d.png".formatted(i), Workplace.png(i)));
    }
    for (int id : ids) {
      other.await(id, photo -> photo.path("state").asText().equals("done"));
      other.change(id, CRACK.formatted(10 + id));
    }
  }

  private static String inUse(Page page) {
    return page.texts("#models .active td").get(0);
  }

  /** The first digits of the hash of the model in use. */
  private static String active(JsonNode models) {
    for (JsonNode model : models) {
      if (model.path("active").asBoolean()) {
        return model.path("hash").asText().substring(0, 8);
      }
    }
    return "";
  }

  private static void awaitButton(Page page, String step) {
    page.await(step, "return !document.getElementById('teach-" + step + "').hidden");
  }
}
