package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What no command reaches and the page for Java programs does not name does not exist for a user:
 * it is wired or deleted.
 */
class ReachableTypesTest {
  private static final Pattern NAMED = Pattern.compile("\\b[A-Z][A-Za-z0-9]+\\b");

  @Test
  void everyTypeIsReachedByACommandOrNamedOnThePageForPrograms() throws IOException {
    JavaClasses all =
        new ClassFileImporter()
            .importUrls(
                List.of(
                    place(Main.class),
                    place(io.faultline.Faultline.class),
                    place(io.faultline.server.Server.class)));
    Set<String> named = named(DocsFolder.text(DocsFolder.page("docs/java.md")));
    named.add("RemoteParts"); // A cluster finds it by its service file.
    named.addAll(usedBySpark());
    Deque<JavaClass> open = new ArrayDeque<>();
    Set<JavaClass> reached = new LinkedHashSet<>();
    for (JavaClass type : all) {
      boolean root =
          type.getName().equals(Main.class.getName())
              || type.getName().equals("io.faultline.Faultline")
              || (named.contains(type.getSimpleName())
                  && type.getModifiers()
                      .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC));
      if (root) {
        reach(type, reached, open);
      }
    }
    while (!open.isEmpty()) {
      for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
        reach(dependency.getTargetClass().getBaseComponentType(), reached, open);
      }
    }
    List<String> dead =
        all.stream()
            .filter(type -> !reached.contains(type))
            .map(JavaClass::getName)
            .filter(name -> !name.contains("$") && !name.endsWith("package-info"))
            .sorted()
            .toList();
    assertThat(dead).as("types that nothing reaches").isEmpty();
  }

  /** The types that module spark imports, which is not on this class path. */
  private static Set<String> usedBySpark() throws IOException {
    Set<String> imports = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(DocsFolder.page("spark/src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        Files.readString(source)
            .lines()
            .filter(line -> line.startsWith("import io.faultline."))
            .forEach(line -> imports.add(line.replaceFirst(".*\\.", "").replace(";", "")));
      }
    }
    return imports;
  }

  /** The folder or jar that a class is in. */
  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** A type counts with all that is nested in it: a nested one is there for the whole. */
  private static void reach(JavaClass type, Set<JavaClass> reached, Deque<JavaClass> open) {
    if (type.getPackageName().startsWith("io.faultline") && reached.add(type)) {
      open.add(type);
      type.getEnclosingClass().ifPresent(outer -> reach(outer, reached, open));
    }
  }

  private static Set<String> named(String page) {
    return NAMED
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
