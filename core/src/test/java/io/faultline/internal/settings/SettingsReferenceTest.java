package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.settings.SettingsReference.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReferenceTest {
  private static final Pattern INTERVAL =
      Pattern.compile("([\\[(])(-?[0-9.]+), (-?[0-9.]+)([])])|(>=|>|<=) (-?[0-9.]+)");

  /** What must be set with a key so that its own range is what decides. */
  private static final Map<String, List<String>> TOGETHER =
      Map.of(
          "region.labels.ignore-from", List.of("region.labels.ignore-to=1"),
          "fine-tune.warp.crop-side", List.of("fine-tune.warp.context-padding=0"),
          "detection.tile-side", List.of("detection.tile-overlap=0"),
          "fine-tune.loss.alpha", List.of("fine-tune.loss.kind=focal"),
          "fine-tune.loss.gamma", List.of("fine-tune.loss.kind=focal"));

  static List<Setting> withInterval() {
    return SettingsReference.all().stream()
        .filter(setting -> INTERVAL.matcher(setting.range()).matches())
        .toList();
  }

  @Test
  void mostSettingsHaveARangeThatIsChecked() {
    assertThat(withInterval()).hasSizeGreaterThan(70);
  }

  @Test
  void everySettingSaysWhatItDoes() {
    assertThat(SettingsReference.all())
        .allSatisfy(
            setting -> {
              assertThat(setting.meaning()).as(setting.key()).endsWith(".").doesNotContain("|");
              assertThat(setting.range()).as(setting.key()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("withInterval")
  void theRangeIsTrue(Setting setting) {
    for (String inside : ends(setting, true)) {
      assertThatCode(() -> read(setting, inside))
          .as(setting.key() + "=" + inside)
          .doesNotThrowAnyException();
    }
    for (String outside : ends(setting, false)) {
      assertThatThrownBy(() -> read(setting, outside))
          .as(setting.key() + "=" + outside)
          .isInstanceOf(FaultlineException.class);
    }
  }

  private static void read(Setting setting, String value) {
    List<String> sets = new ArrayList<>(TOGETHER.getOrDefault(setting.key(), List.of()));
    sets.add(setting.key() + "=" + value);
    ConfigReader.read(PipelineConfig.class, PipelineConfig.DEFAULT, Optional.empty(), sets);
  }

  /** Values at the ends of the range, inside or just outside of it. */
  private static List<String> ends(Setting setting, boolean inside) {
    Matcher interval = INTERVAL.matcher(setting.range());
    assertThat(interval.matches()).isTrue();
    List<String> values = new ArrayList<>();
    if (interval.group(1) != null) {
      end(values, setting, interval.group(2), interval.group(1).equals("["), -1, inside);
      end(values, setting, interval.group(3), interval.group(4).equals("]"), 1, inside);
    } else {
      int outwards = interval.group(5).startsWith(">") ? -1 : 1;
      end(values, setting, interval.group(6), interval.group(5).endsWith("="), outwards, inside);
    }
    return values;
  }

  private static void end(
      List<String> values,
      Setting setting,
      String end,
      boolean closed,
      int outwards,
      boolean inside) {
    Object type = SettingsReference.plain(setting.type());
    boolean whole = type == int.class || type == long.class;
    double step = whole ? 1 : 1e-6;
    double at = Double.parseDouble(end);
    double value =
        inside ? (closed ? at : at - outwards * step) : (closed ? at + outwards * step : at);
    values.add(whole ? Long.toString(Math.round(value)) : ConfigWriter.scalar(value));
  }
}
