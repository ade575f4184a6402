package io.faultline.internal.bundle;

import io.faultline.classifier.ClassifierType;
import io.faultline.internal.boosting.LightGbmType;
import io.faultline.internal.boosting.XgBoostType;
import io.faultline.internal.classifier.HeadType;
import io.faultline.internal.classifier.SvmType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * All types of classifiers, the simpler ones first: those of this library, then those that other
 * jars name in {@code META-INF/services/io.faultline.classifier.ClassifierType}, by name.
 */
public final class ClassifierTypes {
  private static final List<ClassifierType<?>> ALL = load();

  private ClassifierTypes() {}

  /** All types. */
  public static List<ClassifierType<?>> all() {
    return ALL;
  }

  /** The type of a name. */
  public static Optional<ClassifierType<?>> named(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  private static List<ClassifierType<?>> load() {
    List<ClassifierType<?>> all =
        new ArrayList<>(
            List.of(new HeadType(), new SvmType(), new XgBoostType(), new LightGbmType()));
    ServiceLoader.load(ClassifierType.class, ClassifierTypes.class.getClassLoader()).stream()
        .<ClassifierType<?>>map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ClassifierType::name))
        .forEach(all::add);
    Set<String> taken = new HashSet<>(Set.of("all", "kind", "calibration", "store"));
    for (ClassifierType<?> type : all) {
      if (!type.name().matches("[a-z][a-z0-9-]*") || !taken.add(type.name())) {
        throw new IllegalStateException(
            type.getClass().getName()
                + ": the name of a classifier is '"
                + type.name()
                + "'; it must be of small letters, digits and hyphens, and not taken");
      }
      if (!type.entry().matches("(classifier\\.[a-z0-9.-]+)?")
          || (!type.entry().isEmpty() && !taken.add(type.entry()))) {
        throw new IllegalStateException(
            type.getClass().getName()
                + ": the entry of a classifier is '"
                + type.entry()
                + "'; it must begin with classifier. and not be taken");
      }
    }
    return List.copyOf(all);
  }
}
