package io.faultline.internal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.evaluation.AreaCoverage;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.ClassMetrics;
import io.faultline.internal.evaluation.ClassificationReport;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.ImageLevelRates;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.evaluation.Tide;
import io.faultline.internal.evaluation.TideError;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of a command as JSON, in the stable form that {@code docs/reference/json.md}
 * describes: keys are added, never renamed; an undefined number is -1.
 */
public final class MetricsJson {
  private static final double UNDEFINED = -1;
  private static final ObjectWriter WRITER = writer();

  private final ObjectNode root;

  private MetricsJson(ObjectNode root) {
    this.root = root;
  }

  private static MetricsJson empty() {
    return new MetricsJson(JsonNodeFactory.instance.objectNode());
  }

  /** What {@code score} and {@code evaluate} measure. */
  public static MetricsJson of(Evaluation evaluation) {
    MetricsJson json = empty();
    evaluation.coco().asMap().forEach((name, value) -> put(json.root, name, value));
    ObjectNode perClass = json.root.putObject("perClass");
    for (ClassMetrics one : evaluation.coco().perClass()) {
      // Two categories may share a name; neither may hide the other.
      String key = perClass.has(one.name()) ? one.name() + " #" + one.categoryId() : one.name();
      ObjectNode node = perClass.putObject(key);
      addClass(node, one);
      Optional.ofNullable(evaluation.classAreas().get(one.categoryId()))
          .ifPresent(
              area ->
                  addArea(node.putObject("area"), area.thresholds().of(one.categoryId()), area));
      addIntervals(
          node.putObject("intervals"),
          evaluation.classIntervals().getOrDefault(one.categoryId(), Map.of()));
    }
    addObjects(json.root.putObject("objects"), evaluation.objects());
    json.addThresholds(json.root, evaluation.objects().thresholds());
    addPhotos(json.root.putObject("imageLevel"), evaluation.photos());
    addArea(
        json.root.putObject("area"), evaluation.area().thresholds().common(), evaluation.area());
    addIntervals(json.root.putObject("intervals"), evaluation.intervals());
    json.root.put("resampled", evaluation.resampled());
    ObjectNode kinds = json.root.putObject("falseAlarmKinds");
    evaluation
        .falseAlarms()
        .counts()
        .forEach((kind, count) -> kinds.put(camelCase(kind.name()), count));
    addTide(json.root.putObject("tide"), evaluation.tide());
    json.root.put("unknownCategoryDetections", evaluation.unknownCategoryDetections());
    return json;
  }

  /**
   * What {@code propose} measures.
   *
   * @param secondsPerPhoto mean time to propose
   */
  public static MetricsJson of(ProposalCeiling ceiling, double secondsPerPhoto) {
    MetricsJson json = empty();
    json.root.put("photos", ceiling.photos());
    json.root.put("objects", ceiling.objects());
    put(json.root, "boxesPerPhoto", ceiling.boxesPerPhoto());
    put(json.root, "recallAt50", ceiling.recallAt50());
    put(json.root, "recallAt70", ceiling.recallAt70());
    put(json.root, "mabo", ceiling.mabo());
    put(json.root, "secondsPerPhoto", secondsPerPhoto);
    addRows(json.root.putArray("bySize"), ceiling.bySize());
    addRows(json.root.putArray("byAspect"), ceiling.byAspect());
    addRows(json.root.putArray("byBudget"), ceiling.byBudget());
    return json;
  }

  /**
   * What {@code train} reports.
   *
   * @param seconds by stage, in order
   */
  public static MetricsJson training(Map<String, Double> seconds) {
    return empty().withSeconds(seconds);
  }

  /**
   * What {@code demo} reports.
   *
   * @param ap50 AP at IoU 0.5 on the demo's own test photos
   * @param seconds from start to report
   */
  public static MetricsJson demo(double ap50, double seconds) {
    MetricsJson json = empty();
    put(json.root, "AP50", ap50);
    put(json.root, "seconds", seconds);
    return json;
  }

  /** Numbers that were put together elsewhere, under names that are described there. */
  public static MetricsJson of(ObjectNode numbers) {
    return new MetricsJson(numbers.deepCopy());
  }

  /** Also the report on regions, under {@code classificationReport} and {@code regionRecallAt}. */
  public MetricsJson with(RegionReport regions) {
    MetricsJson json = copy();
    addRegions(json.root, regions);
    return json;
  }

  /** Also the report on test crops, under {@code test}. */
  public MetricsJson withTest(RegionReport regions) {
    MetricsJson json = copy();
    addRegions(json.root.putObject("test"), regions);
    return json;
  }

  private static void addRegions(ObjectNode root, RegionReport regions) {
    ObjectNode trades = root.putObject("regionRecallAt");
    regions.trades().forEach(t -> put(trades, Double.toString(t.precision()), t.recall()));
    ClassificationReport report = regions.decided();
    ObjectNode node = root.putObject("classificationReport");
    ObjectNode classes = node.putObject("classes");
    report.classes().forEach(row -> addRow(classes.putObject(row.name()), row));
    put(node, "accuracy", report.accuracy());
    addRow(node.putObject("macroAverage"), report.macroAverage());
    addRow(node.putObject("weightedAverage"), report.weightedAverage());
  }

  /** Also where missed objects were lost, under {@code missStages}. */
  public MetricsJson with(MissLedger ledger) {
    MetricsJson json = copy();
    ObjectNode node = json.root.putObject("missStages");
    ledger.counts().forEach((stage, count) -> node.put(camelCase(stage.name()), count));
    return json;
  }

  /**
   * Also the comparison with another run, under {@code against}.
   *
   * @param other what the other one is called
   */
  public MetricsJson with(PairedComparison comparison, String other) {
    MetricsJson json = copy();
    ObjectNode node = json.root.putObject("against");
    node.put("name", other);
    put(node, "scoreThreshold", comparison.otherThresholds().common());
    json.addThresholds(node, comparison.otherThresholds());
    ObjectNode differences = node.putObject("differences");
    for (PairedComparison.Difference difference : comparison.differences()) {
      ObjectNode one = differences.putObject(difference.name());
      put(one, "ours", difference.ours());
      put(one, "theirs", difference.theirs());
      addInterval(one, difference.difference());
      one.put("verdict", difference.verdict().words());
    }
    return json;
  }

  /**
   * Also how many photos the training has seen, under {@code seenInTraining}.
   *
   * @param learnt look like photos that the model was trained on
   * @param heldOut look like photos that chose its best epoch and threshold
   */
  public MetricsJson withSeen(int learnt, int heldOut) {
    MetricsJson json = copy();
    json.root.putObject("seenInTraining").put("learnt", learnt).put("heldOut", heldOut);
    return json;
  }

  /** Also the seconds of each stage, under {@code seconds}. */
  public MetricsJson withSeconds(Map<String, Double> seconds) {
    MetricsJson json = copy();
    ObjectNode node = json.root.putObject("seconds");
    seconds.forEach((stage, value) -> put(node, stage, value));
    return json;
  }

  /** Also the classifiers of a training run, under {@code classifiers}. */
  public MetricsJson with(ClassifierTable classifiers) {
    MetricsJson json = copy();
    classifiers.addTo(json.root);
    return json;
  }

  /** The JSON, indented, with a newline at the end. */
  public String text() {
    try {
      return WRITER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and names is always JSON", e);
    }
  }

  /**
   * Writes the JSON, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, text());
  }

  private MetricsJson copy() {
    return new MetricsJson(root.deepCopy());
  }

  /** Those of every class, under {@code thresholds}, where not all have the same. */
  private void addThresholds(ObjectNode node, Thresholds thresholds) {
    if (!thresholds.uniform()) {
      ObjectNode own = node.putObject("thresholds");
      for (Map.Entry<String, JsonNode> one : root.path("perClass").properties()) {
        put(own, one.getKey(), thresholds.of(one.getValue().path("categoryId").asInt()));
      }
    }
  }

  private static void addClass(ObjectNode node, ClassMetrics one) {
    put(node, "AP", one.ap());
    put(node, "AP50", one.ap50());
    put(node, "bestF1", one.bestF1());
    put(node, "precision", one.precision());
    put(node, "recall", one.recall());
    put(node, "threshold", one.threshold());
    node.put("support", one.support());
    node.put("categoryId", one.categoryId());
  }

  private static void addObjects(ObjectNode node, ObjectRates objects) {
    put(node, "scoreThreshold", objects.thresholds().common());
    node.put("hits", objects.hits());
    node.put("falseAlarms", objects.falseAlarms());
    node.put("misses", objects.misses());
    put(node, "precision", objects.precision().orElse(UNDEFINED));
    put(node, "recall", objects.recall().orElse(UNDEFINED));
    put(node, "f1", objects.f1().orElse(UNDEFINED));
  }

  private static void addPhotos(ObjectNode node, ImageLevelRates photos) {
    put(node, "scoreThreshold", photos.thresholds().common());
    node.put("crackedPhotos", photos.crackedPhotos());
    node.put("missedPhotos", photos.missedPhotos());
    put(node, "missedCrackRate", photos.missedCrackRate().orElse(UNDEFINED));
    node.put("cleanPhotos", photos.cleanPhotos());
    node.put("alarmedPhotos", photos.alarmedPhotos());
    put(node, "falseAlarmRate", photos.falseAlarmRate().orElse(UNDEFINED));
  }

  private static void addArea(ObjectNode node, double threshold, AreaCoverage area) {
    put(node, "scoreThreshold", threshold);
    put(node, "objects", area.objects());
    put(node, "reported", area.reported());
    put(node, "both", area.covered());
    put(node, "areaCovered", area.coveredShare().orElse(UNDEFINED));
    put(node, "areaOnObjects", area.onObjectsShare().orElse(UNDEFINED));
  }

  private static void addTide(ObjectNode node, Tide tide) {
    put(node, "AP50", tide.ap50());
    for (TideError error : TideError.values()) {
      ObjectNode one = node.putObject(error.key());
      put(one, "dAP", tide.gain(error));
      one.put("errors", tide.count(error));
      tide.interval(error).ifPresent(interval -> addInterval(one.putObject("interval"), interval));
    }
  }

  private static void addIntervals(ObjectNode node, Map<String, BootstrapInterval> intervals) {
    intervals.forEach((name, interval) -> addInterval(node.putObject(name), interval));
  }

  /** {@code NEVER_PROPOSED} as {@code neverProposed}. */
  static String camelCase(String constant) {
    String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder key = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      key.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return key.toString();
  }

  private static void addInterval(ObjectNode node, BootstrapInterval interval) {
    put(node, "estimate", interval.estimate());
    put(node, "lower", interval.lower());
    put(node, "upper", interval.upper());
    put(node, "confidence", interval.confidence());
    node.put("resamples", interval.resamples());
  }

  private static void addRow(ObjectNode node, ClassificationReport.Row row) {
    put(node, "precision", row.precision());
    put(node, "recall", row.recall());
    put(node, "f1", row.f1());
    node.put("support", row.support());
  }

  private static void addRows(ArrayNode array, List<ProposalCeiling.Row> rows) {
    for (ProposalCeiling.Row row : rows) {
      ObjectNode node = array.addObject();
      node.put("name", row.name());
      node.put("objects", row.objects());
      put(node, "recallAt50", row.recallAt50());
      put(node, "recallAt70", row.recallAt70());
      put(node, "averageBestOverlap", row.averageBestOverlap());
    }
  }

  static void put(ObjectNode node, String key, double value) {
    node.put(key, Double.isFinite(value) ? value : UNDEFINED);
  }

  private static ObjectWriter writer() {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder(factory)
        .build()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent));
  }
}
