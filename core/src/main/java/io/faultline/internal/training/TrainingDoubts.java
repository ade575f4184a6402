package io.faultline.internal.training;

import io.faultline.dataset.Dataset;
import io.faultline.internal.check.CheckFinding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckRule;
import io.faultline.internal.check.CheckedSet;
import io.faultline.internal.check.DatasetCheck;
import io.faultline.internal.stage.RunContext;
import java.util.List;

/** Warns before a training of what makes it pointless; {@code check} lists all of it. */
public final class TrainingDoubts {
  private static final double MAX = 0.5;

  private TrainingDoubts() {}

  /** Notes what a check finds, for photos whose looks are known. */
  public static void note(Dataset dataset, RunContext context) {
    CheckResult result =
        DatasetCheck.of(
            List.of(new CheckedSet("the dataset", dataset)), List.of(), context.signatures());
    List<CheckFinding> conflicts = result.of(CheckRule.CONFLICT);
    if (!conflicts.isEmpty()) {
      context
          .progress()
          .note(
              "warning: "
                  + conflicts.size()
                  + (conflicts.size() == 1 ? " photo is a copy" : " photos are copies")
                  + " of another one with different labels, so one teaches the opposite of the"
                  + " other (faultline check lists them); the first: "
                  + conflicts.get(0).finding().file()
                  + " "
                  + conflicts.get(0).finding().reason());
    }
    long whole =
        (long) result.of(CheckRule.WHOLE_PHOTO).size() + result.of(CheckRule.INVERTED).size();
    if (whole > MAX * dataset.objects()) {
      context
          .progress()
          .note(
              "warning: "
                  + whole
                  + " of "
                  + dataset.objects()
                  + " boxes cover nearly their whole photo, so they do not say where an object lies"
                  + " (faultline check --html shows them)");
    }
  }
}
