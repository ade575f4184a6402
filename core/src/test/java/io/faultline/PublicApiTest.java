package io.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The API: every public type outside of {@code io.faultline.internal}. The list stands in {@code
 * public-api.txt}, so that a change of it is seen in review; and no public signature of it shows an
 * internal type.
 */
class PublicApiTest {
  private static final String INTERNAL = "io.faultline.internal.";
  private static final Path LIST = Path.of("src/test/resources/public-api.txt");

  private static final List<JavaClass> API =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.faultline")
              .stream()
              .filter(type -> !type.getName().startsWith(INTERNAL))
              .filter(type -> !type.getSimpleName().isEmpty())
              .filter(PublicApiTest::isPublic)
              .sorted(Comparator.comparing(JavaClass::getName))
              .toList();

  @Test
  void theListNamesEveryTypeOfTheApi() throws IOException {
    String text =
        API.stream()
            .map(JavaClass::getName)
            .filter(name -> !name.endsWith(".package-info"))
            .collect(Collectors.joining("\n", "", "\n"));
    if (System.getenv("FAULTLINE_WRITE_DOCS") != null) {
      Files.writeString(LIST, text);
    }
    assertThat(Files.readString(LIST, StandardCharsets.UTF_8))
        .as("run this test once with the environment variable FAULTLINE_WRITE_DOCS=1")
        .isEqualTo(text);
  }

  @Test
  void noPublicSignatureShowsAnInternalType() {
    List<String> shown =
        API.stream()
            .flatMap(
                type ->
                    signatures(type)
                        .map(JavaClass::getBaseComponentType)
                        .filter(met -> met.getName().startsWith(INTERNAL))
                        .map(met -> type.getName() + " shows " + met.getName()))
            .distinct()
            .toList();
    assertThat(shown).isEmpty();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicApiTest::isPublic).orElse(true);
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
    return Stream.of(methods, constructors, fields)
        .flatMap(types -> types)
        .flatMap(shown -> shown.getAllInvolvedRawTypes().stream());
  }

  private static Stream<JavaType> types(JavaMethod method) {
    return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
  }
}
