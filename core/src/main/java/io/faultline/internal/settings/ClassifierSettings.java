package io.faultline.internal.settings;

import io.faultline.classifier.ClassifierType;
import io.faultline.internal.binding.ConfigSections;
import io.faultline.internal.bundle.ClassifierTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The settings of every type of classifier that has some, each in a section of its name. */
public final class ClassifierSettings implements ConfigSections {
  /** Every type's own defaults. */
  public static final ClassifierSettings DEFAULT = new ClassifierSettings(defaults());

  private final Map<String, Record> byName;

  private ClassifierSettings(Map<String, Record> byName) {
    this.byName = byName;
  }

  private static Map<String, Record> defaults() {
    Map<String, Record> defaults = new LinkedHashMap<>();
    for (ClassifierType<?> type : ClassifierTypes.all()) {
      if (type.defaults().getClass().getRecordComponents().length > 0) {
        defaults.put(type.name(), type.defaults());
      }
    }
    return defaults;
  }

  @Override
  public Map<String, Record> sections() {
    return new LinkedHashMap<>(byName);
  }

  @Override
  public ClassifierSettings with(Map<String, Record> sections) {
    return new ClassifierSettings(new LinkedHashMap<>(sections));
  }

  /** What is set for a type. */
  public <O extends Record> O of(ClassifierType<O> type) {
    O defaults = type.defaults();
    @SuppressWarnings("unchecked") // The class of an O.
    Class<O> options = (Class<O>) defaults.getClass();
    return options.cast(byName.getOrDefault(type.name(), defaults));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassifierSettings settings && byName.equals(settings.byName);
  }

  @Override
  public int hashCode() {
    return Objects.hash(byName);
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
