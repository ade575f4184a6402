package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** No option is accepted and then ignored. */
class OptionsAreReadTest {
  @Test
  void aCommandReadsEveryOptionThatItTakes() {
    URL place = Main.class.getProtectionDomain().getCodeSource().getLocation();
    List<JavaField> options =
        new ClassFileImporter()
            .importUrls(List.of(place)).stream()
                .map(JavaClass::getFields)
                .flatMap(Collection::stream)
                .filter(
                    field ->
                        field.isAnnotatedWith(Option.class)
                            || field.isAnnotatedWith(Parameters.class))
                .toList();
    assertThat(options).hasSizeGreaterThan(50);
    assertThat(options)
        .filteredOn(option -> !isPassedOn(option.getOwner()))
        .filteredOn(
            option -> option.getAccessesToSelf().stream().noneMatch(OptionsAreReadTest::isRead))
        .extracting(JavaField::getName)
        .as("picocli itself answers help and version")
        .containsOnly("unusedHelp", "unusedVersion");
  }

  /** The job of module spark reads the whole command line again; its tests hold both together. */
  private static boolean isPassedOn(JavaClass command) {
    return command.getSimpleName().matches("Spark[A-Za-z]+Command|WaveOptions|MasterOption");
  }

  private static boolean isRead(JavaFieldAccess access) {
    return access.getAccessType() == JavaFieldAccess.AccessType.GET;
  }
}
