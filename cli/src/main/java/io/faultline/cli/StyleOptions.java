package io.faultline.cli;

import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.synthetic.varied.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What synthetic photos are like. */
final class StyleOptions {
  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description =
          "What the photos are like: ${COMPLETION-CANDIDATES}. plain (the default): smooth to grainy"
              + " surfaces, open cracks. rough: also surfaces whose grain is as strong as a crack,"
              + " cracks that cross the photo or are hidden in part, soft and sharpened photos."
              + " varied: as different as possible, made of the parts that --without lists;"
              + " parameters.jsonl says what was drawn for each photo.",
      defaultValue = "plain")
  private SyntheticPhotos.Style style;

  @Option(
      names = "--without",
      paramLabel = "PART",
      split = ",",
      description =
          "Switch parts of style varied off, to see what they are worth; several with commas. The"
              + " other parts keep their random numbers. Parts: ${COMPLETION-CANDIDATES}.")
  private List<Part> without = List.of();

  /** The options with what was asked for. */
  SyntheticPhotos.Options over(SyntheticPhotos.Options options) {
    Set<Part> off = EnumSet.noneOf(Part.class);
    off.addAll(without);
    return options.styled(style).without(off);
  }
}
