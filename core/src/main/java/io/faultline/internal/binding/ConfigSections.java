package io.faultline.internal.binding;

import java.util.Map;

/**
 * A component of a configuration record whose sections are not known when the record is written:
 * they stand among the record's own keys. The class has a constant {@code DEFAULT} of its type.
 */
public interface ConfigSections {
  /** Each section by its key, in the order they are written. */
  Map<String, Record> sections();

  /** The same with other values of the same keys. */
  ConfigSections with(Map<String, Record> sections);
}
