package io.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The types that a program meets: the front doors, and every type in a public signature of one that
 * is met. The list stands in {@code public-api.txt}, so that a change of it is seen in review.
 */
class PublicApiTest {
  private static final List<String> DOORS =
      List.of(
          "io.faultline.Faultline",
          "io.faultline.classifier.ClassifierType",
          "io.faultline.detection.DetectorBundle",
          "io.faultline.detection.PhotoInspector",
          "io.faultline.proposal.NamedGenerator");

  private static final Path LIST = Path.of("src/test/resources/public-api.txt");

  @Test
  void theListNamesEveryTypeThatAProgramMeets() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.faultline");
    Set<String> met = new TreeSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    DOORS.forEach(door -> open.add(classes.get(door)));
    while (!open.isEmpty()) {
      JavaClass type = open.remove();
      if (type.getPackageName().startsWith("io.faultline") && met.add(type.getName())) {
        signatures(type).map(JavaClass::getBaseComponentType).forEach(open::add);
      }
    }
    String text = met.stream().collect(Collectors.joining("\n", "", "\n"));
    if (System.getenv("FAULTLINE_WRITE_DOCS") != null) {
      Files.writeString(LIST, text);
    }
    assertThat(Files.readString(LIST, StandardCharsets.UTF_8))
        .as("run this test once with the environment variable FAULTLINE_WRITE_DOCS=1")
        .isEqualTo(text);
  }

  /** The types in what a type shows: its public methods and fields, and what it extends. */
  private static Stream<JavaClass> signatures(JavaClass type) {
    Stream<JavaType> methods =
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .flatMap(PublicApiTest::types);
    Stream<JavaType> constructors =
        type.getConstructors().stream()
            .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(one -> one.getParameterTypes().stream());
    Stream<JavaType> fields =
        type.getFields().stream()
            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaField::getType);
    Stream<JavaClass> subtypes =
        type.isInterface() && type.getModifiers().contains(JavaModifier.PUBLIC)
            ? type.getSubclasses().stream()
                .filter(sub -> sub.getName().startsWith(type.getName() + "$"))
            : Stream.empty();
    return Stream.concat(
        subtypes,
        Stream.of(methods, constructors, fields)
            .flatMap(types -> types)
            .flatMap(shown -> shown.getAllInvolvedRawTypes().stream()));
  }

  private static Stream<JavaType> types(JavaMethod method) {
    return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
  }
}
