package io.faultline.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the service: each knows only those before it. */
class ServerArchitectureTest {
  private static final String ROOT = "io.faultline.server";

  private static final List<String> LAYERS =
      List.of("model", "work", "detect", "labelstudio", "http");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Server.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void aRoomKnowsOnlyThoseBeforeIt() {
    for (int i = 0; i < LAYERS.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAnyPackage(packages(LAYERS.subList(i, i + 1)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(LAYERS.subList(i + 1, LAYERS.size())))
          .check(CLASSES);
    }
  }

  private static String[] packages(List<String> layers) {
    return layers.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
  }

  @Test
  void onlyTheEntryKnowsTheEntry() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void theHttpRoomKnowsNoWorkspace() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".workspace..")
        .check(CLASSES);
  }

  @Test
  void httpStaysInItsRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".http", ROOT + ".workspace.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..")
        .check(CLASSES);
  }
}
