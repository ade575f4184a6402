package io.faultline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the layers of docs/architecture.md: each package may import only packages above it. */
class ArchitectureTest {
  private static final String ROOT = "io.faultline";

  /** From the top; evaluation may see detection's records, but see the rule on Detector below. */
  private static final List<String> LAYERS =
      List.of(
          "concurrent",
          "geometry",
          "provenance",
          "image",
          "dataset",
          "check",
          "proposal",
          "region",
          "network",
          "backbone",
          "feature",
          "classifier",
          "regression",
          "detection",
          "evaluation",
          "report",
          "pipeline",
          "experiment");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesImportOnlyPackagesAboveThem() {
    for (int i = 0; i < LAYERS.size(); i++) {
      String[] below =
          LAYERS.subList(i + 1, LAYERS.size()).stream()
              .map(name -> ROOT + "." + name + "..")
              .toArray(String[]::new);
      if (below.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + LAYERS.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(below)
            .check(CLASSES);
      }
    }
  }

  @Test
  void theFrontDoorIsOpenedFromOutsideAndFaultsKnowNothing() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + ".Faultline")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".Faultline")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".*..")
        .check(CLASSES);
  }

  @Test
  void evaluationKnowsDetectionsRecordsAndNoDetector() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".evaluation")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + ".detection.Detector")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsALayer() {
    List<String> unknown =
        CLASSES.stream()
            .map(type -> type.getPackageName())
            .distinct()
            .filter(name -> !name.equals(ROOT))
            .filter(name -> !LAYERS.contains(name.substring(ROOT.length() + 1)))
            .toList();
    org.assertj.core.api.Assertions.assertThat(unknown).isEmpty();
  }

  @Test
  void libtorchStaysInNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".network")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(CLASSES);
  }

  /** Their static initialisers load LightGBM from a file that any process may change. */
  @Test
  void noClassUsesLightgbm4jsLoader() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.metarank..")
        .check(CLASSES);
  }

  @Test
  void openCvStaysInImageAndProposal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".image", ROOT + ".proposal")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.opencv..")
        .check(CLASSES);
  }

  @Test
  void coreDoesNotPrintExitOrReadTheEnvironment() {
    noClasses().should().accessField(System.class, "out").check(CLASSES);
    noClasses().should().accessField(System.class, "err").check(CLASSES);
    noClasses().should().callMethod(System.class, "exit", int.class).check(CLASSES);
    noClasses()
        .should()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .check(CLASSES);
    noClasses().should().callMethod(System.class, "getenv", String.class).check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".pipeline.RunContext")
        .should()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    noClasses().should().callMethod(System.class, "nanoTime").check(CLASSES);
  }
}
