package io.faultline.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.provenance.RunSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsJsonTest {
  private static final String[] TWELVE = {
    "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"
  };

  @Test
  void theTwelveStandFirst() throws IOException {
    JsonNode json = parse(MetricsJson.of(EvaluatedPhotos.evaluation()));
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .startsWith(TWELVE)
        .endsWith(
            "perClass",
            "objects",
            "imageLevel",
            "area",
            "intervals",
            "resampled",
            "falseAlarmKinds",
            "tide",
            "unknownCategoryDetections");
    // One of two found before any alarm: precision 1 up to recall 0.5, that is 51 of 101 recalls.
    assertThat(json.get("AP50").asDouble()).isEqualTo(51 / 101.0);
    assertThat(json.get("APl").asDouble()).isEqualTo(-1);
  }

  @Test
  void everyClassIsListed() throws IOException {
    JsonNode classes = parse(MetricsJson.of(EvaluatedPhotos.evaluation())).get("perClass");
    assertThat(classes.get("crack").get("AP50").asDouble()).isEqualTo(51 / 101.0);
    assertThat(classes.get("crack").get("support").asInt()).isEqualTo(2);
    assertThat(classes.get("spall <b>").get("AP").asDouble()).isEqualTo(-1);
  }

  @Test
  void ratesAndIntervalsHaveTheirOwnKeys() throws IOException {
    JsonNode json = parse(MetricsJson.of(EvaluatedPhotos.evaluation()));
    assertThat(json.at("/objects/hits").asInt()).isEqualTo(1);
    assertThat(json.at("/objects/falseAlarms").asInt()).isEqualTo(1);
    assertThat(json.at("/objects/recall").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/imageLevel/missedCrackRate").asDouble()).isEqualTo(0);
    assertThat(json.at("/imageLevel/falseAlarmRate").asDouble()).isEqualTo(0);
    assertThat(json.at("/intervals/recall/estimate").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/intervals/recall/confidence").asDouble()).isEqualTo(0.95);
  }

  @Test
  void areasAreGivenTogetherAndByClass() throws IOException {
    JsonNode json = parse(MetricsJson.of(EvaluatedPhotos.evaluation()));
    assertThat(json.at("/area/objects").asDouble()).isEqualTo(1800);
    assertThat(json.at("/area/reported").asDouble()).isEqualTo(1000);
    assertThat(json.at("/area/both").asDouble()).isEqualTo(900);
    assertThat(json.at("/area/areaCovered").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/area/areaOnObjects").asDouble()).isEqualTo(0.9);
    assertThat(json.at("/intervals/areaCovered/estimate").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/perClass/crack/area")).isEqualTo(json.get("area"));
    assertThat(json.at("/perClass/spall <b>/area/areaCovered").asDouble()).isEqualTo(-1);
  }

  @Test
  void everyErrorOfTideHasItsGain() throws IOException {
    JsonNode tide = parse(MetricsJson.of(EvaluatedPhotos.evaluation())).get("tide");
    List<String> keys = new ArrayList<>();
    tide.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "AP50", "Cls", "Loc", "Both", "Dupe", "Bkg", "Miss", "FalsePos", "FalseNeg");
    assertThat(tide.get("AP50").asDouble()).isEqualTo(51 / 101.0);
    // Without the missed crack, all one cracks are found before any false alarm.
    assertThat(tide.at("/Miss/dAP").asDouble()).isEqualTo(1 - 51 / 101.0);
    assertThat(tide.at("/Miss/errors").asInt()).isEqualTo(1);
    assertThat(tide.at("/Bkg/errors").asInt()).isEqualTo(2);
    assertThat(tide.at("/Bkg/dAP").asDouble()).isZero();
  }

  @Test
  void whatIsUndefinedIsMinusOne() throws IOException {
    Dataset none = new Dataset(List.of(new Category(1, "a"), new Category(2, "a")), List.of());
    Evaluation evaluation =
        Evaluation.of(none, List.of(), 0.5, BootstrapInterval.Options.of(new RunSeed(1)));
    JsonNode json = parse(MetricsJson.of(evaluation));
    for (String key : TWELVE) {
      assertThat(json.get(key).asDouble()).as(key).isEqualTo(-1);
    }
    assertThat(json.at("/objects/precision").asDouble()).isEqualTo(-1);
    assertThat(json.at("/imageLevel/falseAlarmRate").asDouble()).isEqualTo(-1);
    assertThat(json.get("perClass").has("a")).isTrue();
    assertThat(json.get("perClass").has("a #2")).isTrue();
  }

  @Test
  void theRegionReportAndTheTimesAreAdded() throws IOException {
    RegionReport report =
        RegionReport.of(
            List.of(
                new RegionAnswer(0, 0, 1, 0.1),
                new RegionAnswer(0, 1, 1, 0.9),
                new RegionAnswer(0, 1, 1, 0.4),
                new RegionAnswer(0, 0, 1, 0.2)),
            new int[] {0, 1, 0, 0},
            List.of("no crack", "crack"));
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("proposals", 1.5);
    seconds.put("detection", 0.25);
    MetricsJson plain = MetricsJson.of(EvaluatedPhotos.evaluation());
    JsonNode json = parse(plain.with(report).withSeconds(seconds));
    assertThat(json.at("/classificationReport/classes/crack/recall").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/classificationReport/accuracy").asDouble()).isEqualTo(0.75);
    assertThat(json.get("regionRecallAt").get("0.73").asDouble()).isEqualTo(1);
    assertThat(json.at("/seconds/detection").asDouble()).isEqualTo(0.25);
    assertThat(parse(plain).has("seconds")).isFalse();
  }

  @Test
  void theCeilingHasTheDocumentedKeys() throws IOException {
    JsonNode json = parse(MetricsJson.of(EvaluatedPhotos.ceiling(), 0.125));
    assertThat(json.get("photos").asInt()).isEqualTo(3);
    assertThat(json.get("boxesPerPhoto").asDouble()).isEqualTo(100);
    assertThat(json.get("recallAt50").asDouble()).isEqualTo(1);
    assertThat(json.get("recallAt70").asDouble()).isEqualTo(1);
    assertThat(json.get("mabo").asDouble()).isEqualTo(1);
    assertThat(json.get("secondsPerPhoto").asDouble()).isEqualTo(0.125);
    assertThat(json.at("/byBudget/0/recallAt50").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/bySize/0/recallAt50").asDouble()).isIn(-1.0, 1.0);
  }

  @Test
  void trainAndDemoAreSmall(@TempDir Path folder) {
    assertThat(MetricsJson.training(Map.of("fine-tuning", 104.5)).text())
        .isEqualTo(
            """
            {
              "seconds" : {
                "fine-tuning" : 104.5
              }
            }
            """);
    Path file = folder.resolve("demo.json");
    MetricsJson.demo(Double.NaN, 87.25).write(file);
    assertThat(file).hasContent("{\n  \"AP50\" : -1.0,\n  \"seconds\" : 87.25\n}\n");
  }

  private static JsonNode parse(MetricsJson json) throws IOException {
    return new ObjectMapper().readTree(json.text());
  }
}
