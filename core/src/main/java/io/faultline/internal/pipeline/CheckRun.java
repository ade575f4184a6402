package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckedSet;
import io.faultline.internal.check.DatasetCheck;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.RunContext;
import java.util.List;

/** Checks datasets: reads every photo side by side and compares all of them. */
public final class CheckRun {
  private CheckRun() {}

  /**
   * Checks.
   *
   * @param sets in the order to report them: training data first, what it is tested on after it
   * @param findings what the readers found in them
   */
  public static CheckResult run(List<CheckedSet> sets, List<Finding> findings, RunContext context) {
    PhotoGroups.look(
        sets.stream().flatMap(set -> set.dataset().images().stream()).toList(), context);
    return DatasetCheck.of(sets, findings, context.signatures());
  }

  /** What to warn of where a model would be tested on photos that it learns from. */
  public static List<String> leaks(Dataset training, Dataset test, RunContext context) {
    CheckResult result =
        run(
            List.of(
                new CheckedSet("the training data", training),
                new CheckedSet("the test data", test)),
            List.of(),
            context);
    return result.leaks().stream()
        .map(leak -> leak.words() + " (faultline check --against shows them)")
        .toList();
  }
}
