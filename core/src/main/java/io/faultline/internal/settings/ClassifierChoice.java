package io.faultline.internal.settings;

import io.faultline.internal.bundle.ClassifierKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which classifiers are trained: one kind, or {@code all}. There is one object of each choice. */
public final class ClassifierChoice {
  private static final Map<String, ClassifierChoice> CONSTANTS = constantsByName();

  private final String text;
  private final List<ClassifierKind> kinds;

  private ClassifierChoice(String text, List<ClassifierKind> kinds) {
    this.text = text;
    this.kinds = List.copyOf(kinds);
  }

  private static Map<String, ClassifierChoice> constantsByName() {
    Map<String, ClassifierChoice> constants = new LinkedHashMap<>();
    for (ClassifierKind kind : ClassifierKind.all()) {
      constants.put(kind.text(), new ClassifierChoice(kind.text(), List.of(kind)));
    }
    constants.put("all", new ClassifierChoice("all", ClassifierKind.all()));
    return constants;
  }

  /** All choices by what configurations call them ({@link RecordShape#constants}). */
  static Map<String, ClassifierChoice> constants() {
    return new LinkedHashMap<>(CONSTANTS);
  }

  /** One kind alone. */
  public static ClassifierChoice of(ClassifierKind kind) {
    return CONSTANTS.getOrDefault(kind.text(), new ClassifierChoice(kind.text(), List.of(kind)));
  }

  /** What is trained, the simpler ones first. */
  public List<ClassifierKind> kinds() {
    return kinds;
  }

  /** As configurations write it. */
  @Override
  public String toString() {
    return text;
  }
}
