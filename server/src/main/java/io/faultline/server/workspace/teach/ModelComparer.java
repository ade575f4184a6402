package io.faultline.server.workspace.teach;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.evaluation.PairedComparison.Difference;
import io.faultline.internal.evaluation.PairedComparison.Verdict;
import io.faultline.internal.pipeline.EvaluationRun;
import io.faultline.internal.pipeline.EvaluationSummary;
import io.faultline.internal.pipeline.ModelComparison;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in words whether a new model is better than the one before, on photos that neither has
 * learnt from in this workspace. Better: AP50 is clearly higher, and neither AP50 nor recall is
 * clearly lower. Worse: one of them is clearly lower. Otherwise there is no clear difference.
 */
final class ModelComparer {
  private static final RunSeed SEED = new RunSeed(1);
  private static final List<String> DECIDING = List.of(Evaluation.AP50, Evaluation.RECALL);

  private ModelComparer() {}

  /** The result as JSON: verdict, words and figures. */
  static ObjectNode compare(
      RegionDetector model, Optional<RegionDetector> before, Dataset judge, RunContext context) {
    EvaluationRun.Options options = EvaluationRun.Options.of(SEED);
    EvaluationSummary summary = EvaluationRun.run(model, judge, options, context);
    if (before.isEmpty()) {
      return result("first", "There was no model before to compare with. " + alone(summary));
    }
    try {
      PairedComparison comparison =
          ModelComparison.run(summary, before.get(), options.bootstrap(), context);
      return result(comparison, summary);
    } catch (FaultlineException e) {
      if (e.problem() != Problem.MODEL) {
        throw e;
      }
      return result(
          "same", "The two models cannot be compared: " + e.getMessage() + ". " + alone(summary));
    }
  }

  private static ObjectNode result(PairedComparison comparison, EvaluationSummary summary) {
    List<Verdict> deciding =
        comparison.differences().stream()
            .filter(one -> DECIDING.contains(one.name()))
            .map(Difference::verdict)
            .toList();
    boolean gains =
        comparison.differences().stream()
            .anyMatch(one -> one.name().equals(Evaluation.AP50) && one.verdict() == Verdict.BETTER);
    String verdict = deciding.contains(Verdict.WORSE) ? "worse" : gains ? "better" : "same";
    String start =
        switch (verdict) {
          case "better" -> "The new model is better";
          case "worse" -> "The new model is worse";
          default -> "There is no clear difference between the two models";
        };
    StringBuilder words =
        new StringBuilder(start).append(" on ").append(photos(summary)).append('.');
    comparison.differences().stream()
        .filter(one -> DECIDING.contains(one.name()))
        .forEach(one -> words.append(' ').append(words(one)));
    ObjectNode result = result(verdict, words.toString());
    comparison.differences().forEach(one -> figure((ArrayNode) result.get("figures"), one));
    return result;
  }

  private static String photos(EvaluationSummary summary) {
    return Numbers.counted(summary.dataset().images().size(), "held-out photo")
        + " with "
        + Numbers.counted(summary.dataset().objects(), "object");
  }

  private static String alone(EvaluationSummary summary) {
    return "It was measured on " + photos(summary) + ".";
  }

  private static String words(Difference one) {
    BootstrapInterval interval = one.difference();
    return String.format(
        Locale.ROOT,
        "%s is %.3f, before it was %.3f (difference %+.3f, 95 %% interval %+.3f to %+.3f).",
        one.name(),
        one.ours(),
        one.theirs(),
        interval.estimate(),
        interval.lower(),
        interval.upper());
  }

  private static ObjectNode result(String verdict, String words) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("verdict", verdict).put("words", words);
    json.putArray("figures");
    return json;
  }

  private static void figure(ArrayNode figures, Difference one) {
    figures
        .addObject()
        .put("name", one.words())
        .put("new", one.ours())
        .put("old", one.theirs())
        .put("difference", one.difference().estimate())
        .put("lower", one.difference().lower())
        .put("upper", one.difference().upper())
        .put("verdict", one.verdict().words());
  }
}
