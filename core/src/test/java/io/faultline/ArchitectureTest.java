package io.faultline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the layers of docs/architecture.md: a package imports only packages above it. */
class ArchitectureTest {
  private static final String ROOT = "io.faultline";

  /**
   * Packages from the top, those of one layer in one list: an extension point and the room behind
   * it know each other.
   */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("internal.concurrent"),
          List.of("internal.cluster"),
          List.of("internal.text"),
          List.of("geometry"),
          List.of("internal.geometry"),
          List.of("internal.provenance"),
          List.of("image"),
          List.of("internal.image"),
          List.of("internal.codec"),
          List.of("internal.codec.jpeg"),
          List.of("internal.codec.png"),
          List.of("internal.codec.tiff"),
          List.of("internal.reading"),
          List.of("dataset"),
          List.of("internal.labels"),
          List.of("internal.labels.coco"),
          List.of("internal.labels.yolo"),
          List.of("internal.labels.voc"),
          List.of("internal.labels.masks"),
          List.of("internal.duplicates"),
          List.of("internal.dataset"),
          List.of("internal.synthetic.paint"),
          List.of("internal.synthetic.varied"),
          List.of("internal.synthetic"),
          List.of("internal.check"),
          List.of("proposal"),
          List.of("internal.proposal", "internal.proposal.selectivesearch"),
          List.of("internal.region"),
          List.of("weights", "internal.weights"),
          List.of("internal.libtorch"),
          List.of("internal.backbone"),
          List.of("internal.network"),
          List.of("internal.pretrained"),
          List.of("internal.finetuning"),
          List.of("classifier", "internal.classifier"),
          List.of("internal.feature"),
          List.of("internal.calibration"),
          List.of("internal.boosting"),
          List.of("internal.regression"),
          List.of("detection"),
          List.of("internal.tiling"),
          List.of("internal.bundle"),
          List.of("internal.detection"),
          List.of("internal.evaluation"),
          List.of("internal.results"),
          List.of("internal.charts"),
          List.of("internal.pictures"),
          List.of("internal.report"),
          List.of("internal.binding"),
          List.of("internal.settings"),
          List.of("internal.photos"),
          List.of("internal.stage"),
          List.of("internal.training"),
          List.of("internal.pipeline"),
          List.of("internal.crops"),
          List.of("internal.experiment"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesImportOnlyPackagesAboveThem() {
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

  private static String[] packages(List<List<String>> layers) {
    return layers.stream()
        .flatMap(List::stream)
        .map(name -> ROOT + "." + name)
        .toArray(String[]::new);
  }

  /** Faults and progress are the only types of the front door that other packages know. */
  @Test
  void theFrontDoorIsOpenedFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT)
                .and(not(simpleName("FaultlineException")))
                .and(not(simpleName("Problem")))
                .and(not(nameMatching(".*Progress.*"))))
        .check(CLASSES);
    noClasses()
        .that(resideInAPackage(ROOT).and(nameMatching(".*(FaultlineException|Problem|Progress).*")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".*..")
        .check(CLASSES);
  }

  @Test
  void evaluationKnowsDetectionsRecordsAndNoDetector() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.evaluation")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + ".internal.detection.RegionDetector")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsALayer() {
    List<String> known = List.of(packages(LAYERS));
    List<String> unknown =
        CLASSES.stream()
            .map(type -> type.getPackageName())
            .distinct()
            .filter(name -> !name.equals(ROOT))
            .filter(name -> !known.contains(name))
            .toList();
    org.assertj.core.api.Assertions.assertThat(unknown).isEmpty();
  }

  @Test
  void libtorchStaysInItsRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".internal.libtorch", ROOT + ".internal.backbone", ROOT + ".internal.network")
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
  void openCvStaysInImagesAndProposals() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".internal.image", ROOT + ".internal.codec", ROOT + ".internal.proposal")
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
        .doNotHaveFullyQualifiedName(ROOT + ".internal.stage.RunContext")
        .should()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    noClasses().should().callMethod(System.class, "nanoTime").check(CLASSES);
  }
}
