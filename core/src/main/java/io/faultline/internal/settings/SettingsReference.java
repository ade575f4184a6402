package io.faultline.internal.settings;

import io.faultline.internal.binding.ConfigScalars;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.binding.RecordShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The reference of all settings of {@link PipelineConfig}: key, default, range, meaning and source.
 * Keys, defaults and the words of enums come from the records; the rest from {@code settings.tsv}
 * beside this class. A test holds that both have the same keys and that the ranges are true.
 */
public final class SettingsReference {
  private static final String FROM_TYPE = "-";

  private SettingsReference() {}

  /**
   * One setting.
   *
   * @param key such as {@code fine-tune.epochs}
   * @param type of its value
   * @param value the default as YAML writes it
   * @param range what its value may be
   * @param meaning what it does
   * @param source where it comes from; may be empty
   */
  record Setting(
      String key, Type type, String value, String range, String meaning, String source) {}

  /** A line of {@code settings.tsv}. */
  private record Words(String range, String meaning, String source) {}

  /** The page as Markdown, to be kept as {@code docs/reference/settings.md}. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Settings

            Every setting of `train`, `tune` and `compare`. Give single values with `--set KEY=VALUE`, or many in
            a YAML file with `--config FILE`; `./faultline config` prints such a file with all defaults. A model
            remembers the settings it was trained with. Terms are explained in the [glossary](../glossary.md),
            sources are listed in the [references](../references.md).

            Ranges: `[0, 1)` means 0 <= value < 1; a round bracket leaves the end out. A wrong value stops the
            run before any work, with file, line and key.

            This page is generated: `./faultline config --reference > docs/reference/settings.md`.
            """);
    String section = "";
    for (Setting setting : all()) {
      String its = setting.key().replaceFirst("\\..*", "");
      if (!its.equals(section)) {
        section = its;
        page.append("\n## ")
            .append(section)
            .append(
                "\n\n| key | default | range | what it does | source |\n|---|---|---|---|---|\n");
      }
      page.append("| `")
          .append(setting.key())
          .append("` | ")
          .append(setting.value())
          .append(" | ")
          .append(setting.range())
          .append(" | ")
          .append(setting.meaning())
          .append(" | ")
          .append(setting.source())
          .append(" |\n");
    }
    return page.toString();
  }

  /** All settings in the order of the configuration. */
  public static List<Setting> all() {
    Map<String, Words> words = words();
    List<Setting> settings = new ArrayList<>();
    add(settings, PipelineConfig.DEFAULT, "", words);
    if (settings.size() != words.size()) {
      throw new IllegalStateException(
          "settings.tsv has " + words.size() + " keys, the configuration " + settings.size());
    }
    return settings;
  }

  private static void add(
      List<Setting> settings, Record section, String path, Map<String, Words> words) {
    RecordShape shape = new RecordShape(section.getClass());
    List<Object> values = shape.values(section);
    for (int i = 0; i < values.size(); i++) {
      String key = path + shape.keys().get(i);
      boolean extension =
          path.equals("classifier.")
              && words.keySet().stream().noneMatch(k -> k.startsWith(key + "."));
      if (values.get(i) instanceof Record && extension) {
        continue; // A classifier of another jar; its own documents have its settings.
      }
      if (values.get(i) instanceof Record inner) {
        add(settings, inner, key + ".", words);
      } else {
        Words its = Objects.requireNonNull(words.get(key), () -> "settings.tsv has no key " + key);
        Type type = shape.type(i);
        String range =
            its.range().equals(FROM_TYPE) ? ConfigScalars.rule((Class<?>) type) : its.range();
        settings.add(
            new Setting(key, type, text(values.get(i)), range, its.meaning(), its.source()));
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> held) {
      return held.map(SettingsReference::text).orElse("null");
    }
    if (value instanceof List<?> items) {
      return items.toString();
    }
    return ConfigWriter.scalar(value);
  }

  /** The type of a value, through {@code Optional}. */
  static Type plain(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  private static Map<String, Words> words() {
    Map<String, Words> words = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                SettingsReference.class.getResourceAsStream("settings.tsv"), "settings.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(text -> !text.startsWith("#")).toList()) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 4 || words.containsKey(cells[0])) {
          throw new IllegalStateException("settings.tsv: " + line);
        }
        words.put(
            cells[0], new Words(cells[1], cells[2], cells[3].equals(FROM_TYPE) ? "" : cells[3]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("settings.tsv cannot be read", e);
    }
    return words;
  }
}
