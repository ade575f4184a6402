package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.reading.MaskValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the values of a folder's masks mean, as a {@link MaskRule} says or as the masks show
 * together.
 */
final class MaskMeaning {
  private static final int EXAMPLES = 3;

  /** Of so many masks one may differ from all others; it is not used. Of fewer none may. */
  private static final int MANY = 10;

  private final MaskRule rule;
  private final String agreed;

  private MaskMeaning(MaskRule rule, String agreed) {
    this.rule = rule;
    this.agreed = agreed;
  }

  /**
   * Decides for all masks.
   *
   * @param source the folder, as messages name it
   * @throws FaultlineException with {@link Problem#INPUT} where masks can mean several things
   */
  static MaskMeaning of(MaskRule rule, List<MaskSurvey> masks, String source) {
    if (!(rule instanceof MaskRule.Automatic)) {
      return new MaskMeaning(rule, "");
    }
    Map<String, List<MaskSurvey>> byKey = new LinkedHashMap<>();
    int all = 0;
    for (MaskSurvey mask : masks) {
      if (mask.kind() != MaskSurvey.Kind.EMPTY && mask.kind() != MaskSurvey.Kind.NONSENSE) {
        byKey.computeIfAbsent(key(mask.key()), key -> new ArrayList<>()).add(mask);
        all++;
      }
    }
    String most = "set";
    for (Map.Entry<String, List<MaskSurvey>> group : byKey.entrySet()) {
      if (group.getValue().size() > byKey.getOrDefault(most, List.of()).size()) {
        most = group.getKey();
      }
    }
    int others = all - byKey.getOrDefault(most, List.of()).size();
    if (others * MANY > all || (most.equals("?") && all > 0)) {
      throw unclear(byKey, source);
    }
    return new MaskMeaning(rule, most);
  }

  /** White and 1 say the same: that something is set. */
  private static String key(String key) {
    return key.equals("full") || key.equals("1") ? "set" : key;
  }

  private static FaultlineException unclear(Map<String, List<MaskSurvey>> byKey, String source) {
    List<MaskSurvey> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      for (List<MaskSurvey> group : byKey.values()) {
        if (i < group.size()) {
          examples.add(group.get(i));
        }
      }
    }
    String values =
        examples.stream()
            .flatMap(mask -> mask.values().stream())
            .filter(value -> !value.isNothing())
            .map(MaskValue::text)
            .distinct()
            .limit(EXAMPLES)
            .map(text -> text + "=NAME")
            .collect(Collectors.joining(","));
    return new FaultlineException(
        Problem.INPUT,
        source
            + ": the values of its masks can mean several things: "
            + examples.stream()
                .limit(EXAMPLES)
                .map(mask -> mask.name() + " has " + mask.text())
                .collect(Collectors.joining(" | "))
            + ". Name them with --mask-values "
            + values
            + ", or take all but 0 with --mask-set above-zero, or grey values with"
            + " --mask-threshold 127");
  }

  /** Why a mask cannot be understood, if it cannot. */
  Optional<String> problem(MaskSurvey mask) {
    if (mask.kind() == MaskSurvey.Kind.NONSENSE) {
      return Optional.of("has the values " + mask.text() + "; must be >= 0");
    }
    if (rule instanceof MaskRule.Automatic
        && mask.kind() != MaskSurvey.Kind.EMPTY
        && !key(mask.key()).equals(agreed)) {
      return Optional.of("has the values " + mask.text() + ", unlike the other masks");
    }
    if (rule instanceof MaskRule.Named named) {
      List<String> unnamed =
          mask.values().stream()
              .filter(value -> !value.isNothing() && name(named, value).isEmpty())
              .map(MaskValue::text)
              .limit(EXAMPLES)
              .toList();
      if (!unnamed.isEmpty()) {
        return Optional.of("has the values " + String.join(", ", unnamed) + ", which have no name");
      }
    }
    if (rule instanceof MaskRule.Above above
        && mask.kind() != MaskSurvey.Kind.EMPTY
        && mask.values().stream().noneMatch(set(mask, ""))) {
      return Optional.of(
          "has the values " + mask.text() + ", so nothing is above threshold " + above.grey());
    }
    return Optional.empty();
  }

  private static Optional<String> name(MaskRule.Named named, MaskValue value) {
    return named.categories().entrySet().stream()
        .filter(entry -> value.matches(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The categories in the order in which they were named; what a folder shows, if none was. */
  List<String> categories(String folder) {
    return rule instanceof MaskRule.Named named
        ? named.categories().values().stream().filter(name -> !name.isEmpty()).distinct().toList()
        : List.of(folder);
  }

  /**
   * Which values of a mask stand for a category.
   *
   * @param category one of {@link #categories}; not looked at where values have no names
   */
  Predicate<MaskValue> set(MaskSurvey mask, String category) {
    if (rule instanceof MaskRule.Named named) {
      return value -> name(named, value).filter(category::equals).isPresent();
    }
    if (rule instanceof MaskRule.Above above) {
      return value -> level(value, mask.scale()) > above.grey();
    }
    if (rule instanceof MaskRule.Automatic && mask.kind() == MaskSurvey.Kind.SOFT) {
      return value -> level(value, mask.scale()) > 127;
    }
    return value -> !value.isNothing();
  }

  private static double level(MaskValue value, double scale) {
    if (value.isColour()) {
      int rgb = value.rgb();
      return io.faultline.internal.image.GreyImage.luminance(
          rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
    }
    return value.number() * 255 / scale;
  }
}
