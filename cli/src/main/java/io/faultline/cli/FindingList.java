package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.LoadedDataset;
import java.io.PrintWriter;
import java.util.List;

/** Shows what a reader dropped, clipped or repaired. */
final class FindingList {
  private static final int SHOWN = 10;

  private FindingList() {}

  /** The dataset after its findings are listed; with {@code strict} the first one is a fault. */
  static Dataset accept(LoadedDataset loaded, boolean strict, CommonOptions common) {
    if (strict) {
      return loaded.strict();
    }
    print(loaded.findings(), common);
    count(loaded, common);
    return loaded.dataset();
  }

  /** Says how many photos cannot be told from clean ones any more. */
  private static void count(LoadedDataset loaded, CommonOptions common) {
    long missing = loaded.photosMissing();
    if (missing > 0) {
      common.warn(
          Figures.count(missing)
              + " of "
              + Figures.count(missing + loaded.photosLeftOut() + loaded.dataset().images().size())
              + " photos cannot be found or are no photos; they are left out with their labels");
    }
    long out = loaded.photosLeftOut();
    long part = loaded.photosKeptInPart();
    if (out + part > 0) {
      common.warn(
          Figures.count(out)
              + (out == 1 ? " photo" : " photos")
              + " left out because labels were lost; "
              + Figures.count(part)
              + " kept in part: their labels are used, but the rest of the photo does not"
              + " count as background");
    }
  }

  /** Lists findings on standard error, the first few unless more is asked for. */
  static void print(List<Finding> findings, CommonOptions common) {
    if (findings.isEmpty()) {
      return;
    }
    PrintWriter err = common.shell().err();
    int shown = common.verbose() ? findings.size() : Math.min(SHOWN, findings.size());
    findings.subList(0, shown).forEach(finding -> err.println(finding.line()));
    if (shown < findings.size()) {
      err.println("and " + Figures.count(findings.size() - shown) + " more; -v lists them all");
    }
    boolean stops = findings.stream().anyMatch(one -> one.action() != Finding.Action.NOTICED);
    err.println(
        Figures.count(findings.size())
            + (findings.size() == 1 ? " finding" : " findings")
            + "; the run goes on"
            + (stops ? " (--strict would stop it)" : ""));
    err.flush();
  }
}
