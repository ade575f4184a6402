package io.faultline.internal.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration as written, before it meets the records: every part knows where it stands. */
sealed interface ConfigTree {

  /** Where this was written, such as {@code run.yaml: line 3}. */
  String origin();

  /** What this is, for a message that asked for something else. */
  String describe();

  /** A single value; {@code absent} for YAML's null. */
  record Value(String text, boolean absent, String origin) implements ConfigTree {
    @Override
    public String describe() {
      return absent ? "empty" : text;
    }
  }

  /** A list. */
  record Sequence(List<ConfigTree> items, String origin) implements ConfigTree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys with values, in the order written. */
  record Section(Map<String, ConfigTree> entries, String origin) implements ConfigTree {
    public Section {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public Map<String, ConfigTree> entries() {
      return new LinkedHashMap<>(entries);
    }

    @Override
    public String describe() {
      return "a section";
    }

    /** This section with {@code later} laid over it: sections meet key by key, others replace. */
    Section overlaid(Section later) {
      Map<String, ConfigTree> merged = entries();
      later.entries.forEach(
          (key, value) ->
              merged.merge(
                  key,
                  value,
                  (old, fresh) ->
                      old instanceof Section a && fresh instanceof Section b
                          ? a.overlaid(b)
                          : fresh));
      return new Section(merged, origin);
    }
  }
}
