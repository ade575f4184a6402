package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.internal.duplicates.LookAlikes;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.labels.yolo.YoloReader;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The readers on real datasets. */
class SharedDataTest {

  @Test
  void quayReadsAsCoco() {
    LoadedDataset k1 = open("quay-cracks/k1");
    assertThat(k1.dataset().images()).hasSize(149);
    assertThat(k1.dataset().objects()).isEqualTo(158);
    assertThat(k1.findings()).isEmpty();
    assertThat(open("quay-cracks/h1").dataset().objects()).isEqualTo(160);
  }

  @Test
  void quayLabelsSayTheSameAsItsCoco() {
    Dataset coco = open("quay-cracks/k1").dataset();
    Dataset yolo =
        YoloReader.read(folder("quay-cracks/k1"), Optional.empty(), Optional.empty()).dataset();
    assertThat(yolo.objects()).isEqualTo(coco.objects());
    for (int i = 0; i < coco.images().size(); i++) {
      ImageRecord ours = coco.images().get(i);
      ImageRecord theirs =
          yolo.images().stream()
              .filter(image -> image.fileName().equals(ours.fileName()))
              .findFirst()
              .orElseThrow();
      for (int j = 0; j < ours.annotations().size(); j++) {
        Box a = ours.annotations().get(j).box();
        Box b = theirs.annotations().get(j).box();
        assertThat(b.x1()).isCloseTo(a.x1(), within(1.01));
        assertThat(b.y2()).isCloseTo(a.y2(), within(1.01));
      }
    }
  }

  @Test
  void quaySplitsBySourcePhoto() {
    Dataset k1 = open("quay-cracks/k1").dataset();
    Split split = GroupedSplit.of(k1, GroupRule.auto(), 0.25, new RunSeed(1));
    assertThat(sources(split.train())).doesNotContainAnyElementsOf(sources(split.heldOut()));
    assertThat(split.heldOut().images().size() / 149.0).isBetween(0.1, 0.4);
    assertThat(split.heldOut().objects()).isPositive();
    Set<List<String>> different = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      different.add(GroupedSplit.of(k1, GroupRule.auto(), 0.3, new RunSeed(seed)).heldOutGroups());
    }
    assertThat(different).hasSizeGreaterThan(2);
  }

  @Test
  void bloodCellsReadAsVocWithoutALoss() {
    LoadedDataset all = open("bccd");
    assertThat(all.dataset().images()).hasSize(364);
    assertThat(all.dataset().categories())
        .extracting(Category::name)
        .containsExactly("Platelets", "RBC", "WBC");
    assertThat(all.dataset().objects()).isEqualTo(4888);
    assertThat(all.findings()).isEmpty();
    // Two records are a single pixel (xmin = xmax, ymin = ymax), which is a box in VOC's counting.
    assertThat(all.dataset().images().stream().flatMap(image -> image.annotations().stream()))
        .filteredOn(annotation -> annotation.area() == 1)
        .hasSize(2);
    LoadedDataset train =
        DatasetReader.open(folder("bccd"), Optional.empty(), Optional.of("train"));
    assertThat(train.dataset().images().size()).isLessThan(364);
    assertThat(train.dataset().categories()).isEqualTo(all.dataset().categories());
  }

  @Test
  void quaySitesShareNoPhoto() {
    List<ImageRecord> photos = new ArrayList<>(open("quay-cracks/h1").dataset().images());
    int first = photos.size();
    photos.addAll(open("quay-cracks/k1").dataset().images());
    assertThat(LookAlikes.of(photos, new PhotoSignatures()).groups())
        .noneMatch(group -> group.get(0) < first && group.get(group.size() - 1) >= first);
  }

  private static Set<String> sources(Dataset dataset) {
    Set<String> sources = new HashSet<>();
    for (ImageRecord image : dataset.images()) {
      String name = image.fileName().substring(image.fileName().indexOf('/') + 1);
      sources.add(name.substring(0, name.indexOf('_', name.indexOf('_') + 1)));
    }
    return sources;
  }

  private static LoadedDataset open(String name) {
    return DatasetReader.open(folder(name), Optional.empty(), Optional.empty());
  }

  private static Path folder(String name) {
    Path folder = Path.of(System.getProperty("faultline.shared", "../shared"), "data", name);
    assumeTrue(Files.isDirectory(folder), folder + " is not there");
    return folder;
  }
}
