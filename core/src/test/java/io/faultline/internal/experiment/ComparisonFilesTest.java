package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonFilesTest {
  @TempDir Path folder;

  @Test
  void jsonHoldsEveryNumberUnderItsName() throws IOException {
    ComparisonTable table = Simulated.series(folder, 2, 12);
    ComparisonFiles files = new ComparisonFiles(folder);
    files.write(table);

    JsonNode json = new ObjectMapper().readTree(files.json().toFile());
    ComparisonTable.Row weighted = table.rows().get(1);
    JsonNode row = json.at("/recipes/1");
    assertThat(json.get("recipes")).hasSize(9);
    assertThat(json.get("picked").asText()).isEqualTo(table.picked().recipe());
    assertThat(json.get("testPhotos").asInt()).isEqualTo(12);
    assertThat(row.get("recipe").asText()).isEqualTo("weighted");
    assertThat(row.at("/commonSet/recall/lower").asDouble())
        .isEqualTo(weighted.common().recall().lower());
    assertThat(row.at("/ownLabels/f1/estimate").asDouble())
        .isEqualTo(weighted.own().f1().estimate());
    assertThat(row.at("/recallDifference/toldApart").asBoolean())
        .isEqualTo(weighted.recallDifference().isClear());
    assertThat(row.at("/published/background").asInt()).isEqualTo(37111);
    assertThat(json.get("truthEffects")).isEmpty();
    assertThat(json.get("leftOut")).isEmpty();
  }

  @Test
  void theTableHasALinePerRecipeAndAFieldPerHeading() throws IOException {
    ComparisonFiles files = new ComparisonFiles(folder);
    files.write(Simulated.series(folder, 1, 12));

    List<String> lines = Files.readAllLines(files.csv());
    assertThat(lines).hasSize(10);
    assertThat(lines.get(0)).startsWith("recipe,common_precision,common_precision_lower,");
    int fields = lines.get(0).split(",", -1).length;
    assertThat(lines).allMatch(line -> line.split(",", -1).length == fields);
    assertThat(lines.get(2)).startsWith("weighted,").endsWith(",0.5800,0.7600,0.6600,37111,15337");
  }

  @Test
  void thePageSaysTheVerdictFirstAndWhatMayBeCompared() throws IOException {
    ComparisonTable table = Simulated.series(folder, 3, 12);
    ComparisonFiles files = new ComparisonFiles(folder);
    files.write(table);

    assertThat(Files.readString(files.page()))
        .containsSubsequence(
            "9 recipes compared",
            table.verdict(),
            "<svg class=\"chart\"",
            "On the common set",
            "On each recipe&#39;s own labels",
            "How to read this",
            "roughly as 3 trainings can");
    assertThat(Files.readString(files.plot()))
        .startsWith("<svg")
        .contains("mmalek06 (2024)", "precision wanted: 0.67", "focal-default");
  }

  @Test
  void truthCropsHaveTheirOwnSectionAndNoPublishedMarks() throws IOException {
    ComparisonTable table = Simulated.truth(folder, 1, 12, 0.3, 0);
    ComparisonFiles files = new ComparisonFiles(folder);
    files.write(table);

    assertThat(Files.readString(files.page()))
        .contains("<h2>Truth crops</h2>", "cover the choice of photos alone");
    assertThat(Files.readString(files.plot())).doesNotContain("mmalek06", "diamond\"");
    assertThat(new ObjectMapper().readTree(files.json().toFile()).get("truthEffects")).hasSize(1);
  }
}
