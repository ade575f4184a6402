package io.faultline.internal.stage;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.JoinedGroups;
import io.faultline.internal.settings.PipelineConfig;
import java.util.List;
import java.util.Optional;

/** Which photos of a dataset belong together, by their names and by what they show. */
public final class PhotoGroups {
  /** Fewer groups cannot be on two sides. */
  public static final int TWO_SIDES = 2;

  private PhotoGroups() {}

  /** As a configuration asks for it ({@code data.group}). */
  public static GroupRule of(Dataset dataset, PipelineConfig config, RunContext context) {
    return of(dataset, GroupRule.parse(config.data().group()), context);
  }

  /**
   * Looks at the photos where the rule asks for it, side by side, and joins what belongs together.
   */
  public static GroupRule of(Dataset dataset, GroupRule rule, RunContext context) {
    if (JoinedGroups.looks(rule)) {
      look(dataset.images(), context);
    }
    return JoinedGroups.of(dataset, rule, context.signatures());
  }

  /** Reads photos side by side, so that their looks are known ({@link RunContext#signatures}). */
  public static void look(List<ImageRecord> photos, RunContext context) {
    List<Optional<String>> unused =
        Parallel.mapPhotos(
            context,
            "photos that are the same",
            "photos",
            photos,
            image -> context.signatures().read(image.path()));
  }

  /** How many groups a rule finds. */
  public static int count(Dataset dataset, GroupRule rule) {
    return (int) dataset.images().stream().map(rule::group).distinct().count();
  }

  /** What to say where photos are of too few groups, and what helps. */
  public static String tooFew(Dataset dataset, GroupRule rule) {
    List<ImageRecord> photos = dataset.images();
    return "all "
        + photos.size()
        + " photos are of one group, "
        + rule.group(photos.get(0))
        + ", by the rule "
        + rule.text()
        + " (if the names do not say which photos show one place: --group photo, or --set"
        + " data.group=photo)";
  }
}
