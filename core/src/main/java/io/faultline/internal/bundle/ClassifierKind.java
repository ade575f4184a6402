package io.faultline.internal.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.faultline.classifier.ClassifierType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which classifier scores the regions of a detector. There is one object of each kind. */
public final class ClassifierKind {
  private static final List<ClassifierKind> ALL =
      ClassifierTypes.all().stream().map(ClassifierKind::new).toList();

  /** The network's own output layer. */
  public static final ClassifierKind HEAD = named("head");

  /** Linear support vector machines on the frozen features. */
  public static final ClassifierKind SVM = named("svm");

  /** Gradient-boosted trees by XGBoost on the frozen features. */
  public static final ClassifierKind XGBOOST = named("xgboost");

  /** Gradient-boosted trees by LightGBM on the frozen features. */
  public static final ClassifierKind LIGHTGBM = named("lightgbm");

  private final ClassifierType<?> type;

  private ClassifierKind(ClassifierType<?> type) {
    this.type = type;
  }

  /** All kinds, the simpler ones first. */
  public static List<ClassifierKind> all() {
    return ALL;
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static ClassifierKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "classifier is "
                        + name
                        + "; it must be one of "
                        + ALL.stream().map(ClassifierKind::text).collect(Collectors.joining(", "))
                        + ", or its jar is missing"));
  }

  /** As manifests name it. */
  @JsonCreator
  static ClassifierKind inManifest(String name) {
    return named(name.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @JsonValue
  String nameInManifest() {
    return text().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** How it learns and is kept. */
  public ClassifierType<?> type() {
    return type;
  }

  /** The bundle's entry that holds it, or empty where it is among the network's tensors. */
  String entry() {
    return type.entry();
  }

  /** As it is written in configurations and tables. */
  public String text() {
    return type.name();
  }

  @Override
  public String toString() {
    return text();
  }
}
