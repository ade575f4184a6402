package io.faultline.bench;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.ClopperPearson;
import io.faultline.internal.evaluation.RecallProof;
import io.faultline.internal.evaluation.RecallSample;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.results.DetectionJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether promises are kept: the photos of one dataset are split by whole groups into two halves,
 * the highest whole percentage that one half can prove is promised on it, and the other half is
 * asked whether it is kept. The halves of all splits differ, as far as there are enough groups.
 *
 * <p>The other half's recall is an estimate, too: it falls below a promise that holds in one split
 * of two when the promise is sharp. So a second column says whether it is below even by its own
 * upper bound (exact, one-sided, 95 %).
 *
 * <p>The same is done with one target for all splits, the highest whole percentage that all photos
 * together can prove; a half has fewer of them, so it may refuse. Two halves of one pool are drawn
 * towards opposite sides: where one finds more than the pool does, the other finds less.
 *
 * <p>Arguments: the dataset; a model that has not seen the photos, or its detections on them in
 * COCO's result format; and overlaps that count as found (default: {@code 0.5 0.2}).
 */
public final class PromiseSplits {
  private static final int SPLITS = 20;
  private static final double CONFIDENCE = 0.95;
  private static final GroupRule RULE = GroupRule.auto();

  private final Dataset dataset;
  private final List<ImageDetections> found;

  private PromiseSplits(Dataset dataset, List<ImageDetections> found) {
    this.dataset = dataset;
    this.found = found;
  }

  /** Runs and prints. */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    Dataset dataset = DatasetReader.open(data, Optional.empty(), Optional.empty()).dataset();
    PromiseSplits splits = new PromiseSplits(dataset, found(Path.of(args[1]), dataset));
    List<Set<String>> halves = splits.halves();
    System.out.printf(
        "%d photos, %d objects; %d splits of %d groups%n",
        dataset.images().size(), dataset.objects(), halves.size(), splits.groups().size());
    double[] overlaps =
        args.length > 2
            ? Arrays.stream(args).skip(2).mapToDouble(Double::parseDouble).toArray()
            : new double[] {0.5, 0.2};
    for (double iou : overlaps) {
      splits.report(new Target(0.5, CONFIDENCE, Level.OBJECT, iou, ""), halves);
    }
    splits.report(new Target(0.5, CONFIDENCE, Level.IMAGE, 0.5, ""), halves);
  }

  private static List<ImageDetections> found(Path modelOrDetections, Dataset dataset) {
    if (modelOrDetections.toString().endsWith(".json")) {
      return DetectionJson.read(modelOrDetections, dataset);
    }
    List<ImageDetections> found = new ArrayList<>();
    try (RegionDetector detector = RegionDetector.load(modelOrDetections)) {
      for (ImageRecord image : dataset.images()) {
        found.add(
            new ImageDetections(image.id(), detector.candidates(ImageReader.read(image.path()))));
      }
    }
    return found;
  }

  private List<String> groups() {
    return dataset.images().stream().map(RULE::group).distinct().sorted().toList();
  }

  /** Different halves of the groups: as many as are asked for, or as there are. */
  private List<Set<String>> halves() {
    List<String> groups = groups();
    int half = groups.size() / 2;
    double ways = 1;
    for (int i = 1; i <= half; i++) {
      ways = ways * (groups.size() - half + i) / i;
    }
    List<Set<String>> halves = new ArrayList<>();
    for (int seed = 0; halves.size() < Math.min(SPLITS, Math.round(ways)); seed++) {
      List<String> order = new ArrayList<>(groups);
      SplittableRandom random = new RunSeed(seed).of("promise-splits");
      for (int i = order.size() - 1; i > 0; i--) {
        order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
      }
      Set<String> drawn = new TreeSet<>(order.subList(0, half));
      if (!halves.contains(drawn)) {
        halves.add(drawn);
      }
    }
    return halves;
  }

  private void report(Target target, List<Set<String>> halves) {
    System.out.printf(
        "%n%s, overlap %.2f%n%-30s %7s %8s %11s %9s %11s %7s%n",
        target.level(),
        target.iou(),
        "proved on",
        "promise",
        "at score",
        "found",
        "by groups",
        "other half",
        "recall");
    List<String> own = new ArrayList<>();
    for (Set<String> half : halves) {
      double highest = highest(sample(half::contains, target));
      own.add(judge(half, target, highest, true));
    }
    System.out.println("the highest each half can prove: " + summary(own));
    double all = highest(sample(group -> true, target));
    for (double fixed : new double[] {all, 0.95}) {
      List<String> verdicts = new ArrayList<>();
      halves.forEach(half -> verdicts.add(judge(half, target, fixed, false)));
      System.out.printf("target %.2f for all: %s%n", fixed, summary(verdicts));
    }
  }

  private static String summary(List<String> verdicts) {
    Map<String, Long> counts =
        verdicts.stream()
            .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    return counts + " of " + verdicts.size();
  }

  private static double highest(RecallSample sample) {
    return Math.floor(100 * RecallProof.highest(sample, CONFIDENCE)) / 100;
  }

  /** What becomes of a promise that is proved on a half. */
  private String judge(Set<String> half, Target asked, double recall, boolean print) {
    RecallSample proof = sample(half::contains, asked);
    if (!(recall > 0)
        || !(RecallProof.of(proof, asked.withRecall(recall), new RunSeed(1))
            instanceof Proven promise)) {
      return "refused";
    }
    Evidence evidence = promise.evidence();
    List<RecallSample.Unit> units = sample(group -> !half.contains(group), asked).units();
    long kept = units.stream().filter(unit -> unit.score() >= evidence.threshold()).count();
    int of = units.size();
    boolean below = kept < recall * of;
    boolean surely = 1 - ClopperPearson.lower(of - kept, of, CONFIDENCE) < recall;
    String verdict = below ? surely ? "clearly broken" : "broken" : "kept";
    if (print) {
      System.out.printf(
          "%-30s %7.2f %8.3f %4d of %4d %9.3f %4d of %4d %7.3f  %s%n",
          String.join(" ", half),
          recall,
          evidence.threshold(),
          evidence.found(),
          evidence.of(),
          evidence.groupLower(),
          kept,
          of,
          (double) kept / of,
          verdict);
    }
    return verdict;
  }

  private RecallSample sample(Predicate<String> groups, Target target) {
    Dataset part = dataset.filter(image -> groups.test(RULE.group(image)));
    Set<Long> ids = part.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
    return RecallSample.of(
        part, found.stream().filter(one -> ids.contains(one.imageId())).toList(), target, RULE);
  }
}
