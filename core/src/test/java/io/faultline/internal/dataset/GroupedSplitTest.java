package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupedSplitTest {

  @Property(tries = 200)
  void noGroupIsOnBothSidesAndNothingIsLost(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int groups,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
    Dataset dataset = dataset(seed, groups);
    GroupRule rule = new GroupRule.UpToUnderscore(1);
    Split split = GroupedSplit.of(dataset, rule, share, new RunSeed(seed));
    assertThat(groups(split.train(), rule))
        .doesNotContainAnyElementsOf(groups(split.heldOut(), rule));
    assertThat(groups(split.heldOut(), rule))
        .containsExactlyInAnyOrderElementsOf(split.heldOutGroups());
    assertThat(split.train().images()).isNotEmpty();
    assertThat(split.heldOut().images()).isNotEmpty();
    List<ImageRecord> all = new ArrayList<>(split.train().images());
    all.addAll(split.heldOut().images());
    assertThat(all).containsExactlyInAnyOrderElementsOf(dataset.images());
    assertThat(GroupedSplit.of(dataset, rule, share, new RunSeed(seed))).isEqualTo(split);
  }

  @Property(tries = 50)
  void everyPhotoIsHeldOutInOneFold(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int k) {
    Dataset dataset = dataset(seed, 12);
    List<Split> folds =
        GroupedSplit.folds(dataset, new GroupRule.UpToUnderscore(1), k, new RunSeed(seed));
    assertThat(folds).hasSize(k);
    List<ImageRecord> held = new ArrayList<>();
    for (Split fold : folds) {
      assertThat(fold.heldOut().images()).isNotEmpty();
      assertThat(fold.train().images())
          .hasSize(dataset.images().size() - fold.heldOut().images().size());
      held.addAll(fold.heldOut().images());
    }
    assertThat(held).containsExactlyInAnyOrderElementsOf(dataset.images());
  }

  @Test
  void sharesAndObjectsComeNearTheirTarget() {
    Dataset dataset = dataset(5, 60);
    Split split = GroupedSplit.of(dataset, new GroupRule.UpToUnderscore(1), 0.25, new RunSeed(3));
    double photos = (double) split.heldOut().images().size() / dataset.images().size();
    double objects = (double) split.heldOut().objects() / dataset.objects();
    assertThat(photos).isBetween(0.22, 0.28);
    assertThat(objects).isBetween(0.22, 0.28);
  }

  @Test
  void theOnlyObjectsAreSharedWhereTwoGroupsHaveThem() {
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(image(i, "g" + i + "_0.png", i < 2));
    }
    Dataset dataset = new Dataset(List.of(new Category(1, "crack")), images);
    for (int seed = 0; seed < 20; seed++) {
      Split split = GroupedSplit.of(dataset, new GroupRule.EachPhoto(), 0.1, new RunSeed(seed));
      assertThat(split.heldOut().objects()).isEqualTo(1);
      assertThat(split.train().objects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "images/MAX_1631_0_1.JPG, MAX_1631",
    "images/MAX_0006_5m_11_10.jpg, MAX_0006",
    "exp1_num_249594.jpg, num_2495",
    "exp6_num_249501.jpg, num_2495",
    "exp1_num_32.jpg, num_0",
    "bridge_num_120.jpg, bridge_num_1",
    "kitchen_num_149.jpg, kitchen_num_1",
    "001.jpg, 001.jpg",
    "a/001.jpg, a/001.jpg",
    "BloodImage_00117.jpg, BloodImage_00117.jpg",
    "IMG_20230101_123456.jpg, IMG_20230101_123456.jpg",
    "DJI_20230101_0001.jpg, DJI_20230101_0001.jpg",
    "inclusion_78.jpg, inclusion_78.jpg",
    "rolled-in_scale_92.jpg, rolled-in_scale_92.jpg",
    "pitted_surface_59.jpg, pitted_surface_59.jpg",
    "patches_101.jpg, patches_101.jpg",
    "2007_000027.jpg, 2007_000027.jpg",
    "2024_05_17.jpg, 2024_05_17.jpg",
    "wall_2024_05_17.jpg, wall_2024_05_17.jpg",
    "IMG_2023_0001.jpg, IMG_2023_0001.jpg",
    "frame_000123.jpg, frame_000123.jpg",
    "crack (17).jpg, crack (17).jpg",
    "train/wall-07_jpg.rf.6ab5dbc886d46770a86e6cc0be54a9d1.jpg, wall-07",
    "wall_07_png.rf.Ab5dbC886d46770a86e6.jpg, wall_07",
    "wall.rf.6ab5dbc886d46770a86e6cc0be54a9d1.jpg, wall",
    "MAX_0006_5m_9_0_jpg.rf.6ab5dbc886d46770.jpg, MAX_0006",
    "clip_mp4-12_jpg.rf.6ab5dbc886d46770.jpg, clip_mp4",
    "clip_frame_000123.jpg, clip",
    "clip-frame123.jpg, clip",
    "wall_0_0_256_256.png, wall",
    "wall_205_410_461_666.png, wall",
    "IMG_1234_0_0_512_512.png, IMG_1234",
    "DSC00123_0_512_512_1024.png, DSC00123",
    "pier_12_0_0_640_640.png, pier_12",
    "wall_r0_c1.png, wall",
    "wall_row3_col12.png, wall",
    "wall_x0_y256.png, wall",
    "wall-tile-3.png, wall",
    "wall_patch_2_4.png, wall",
    "wall_0_256.png, wall",
    "IMG_1234_0_256.png, IMG_1234",
    "IMG_1234_7.png, IMG_1234",
    "wall_aug3.jpg, wall",
    "wall_flip.jpg, wall",
    "wall-hflip.jpg, wall",
    "wall_rot90.jpg, wall",
    "wall_rot_90.jpg, wall",
    "wall_rot90_flip_aug_2.jpg, wall",
    "aug_wall.jpg, wall",
    "wall_copy.jpg, wall",
    "wall - Copy (2).jpg, wall",
    "Copy of wall.jpg, wall",
    "siteA_num_17.jpg, siteA_num_0",
    "siteA_num_1712.jpg, siteA_num_17",
    "siteA_exp2_num_1712.jpg, siteA_num_17",
    "exp1_num_249594_flip.jpg, num_2495",
  })
  void autoKnowsTheUsualNames(String name, String group) {
    assertThat(GroupRule.auto().group(image(1, name, false))).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "photo, a_b_c.jpg, a_b_c.jpg",
    "underscore:1, x/a_b_c.jpg, a",
    "underscore:2, a_b_c.jpg, a_b",
    "underscore:5, a_b_c.jpg, a_b_c",
    "regex:^[^/]+, site1/a.jpg, site1",
    "regex:(\\d+)-\\d+, a12-3.jpg, 12",
    "regex:zzz, a.jpg, a.jpg",
  })
  void rulesAreReadFromText(String text, String name, String group) {
    GroupRule rule = GroupRule.parse(text);
    assertThat(rule.group(image(1, name, false))).isEqualTo(group);
    assertThat(rule.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tile", "underscore:0", "underscore:x", "regex:(", "underscore:"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> GroupRule.parse(text))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE));
  }

  @Test
  void aFixedRuleNamesGroupsByFile() {
    GroupRule rule = new GroupRule.Fixed(Map.of("a.jpg", "north"));
    assertThat(rule.group(image(1, "a.jpg", false))).isEqualTo("north");
    assertThat(rule.group(image(2, "b.jpg", false))).isEqualTo("b.jpg");
  }

  @Test
  void oneGroupCannotBeSplit() {
    Dataset dataset = dataset(1, 1);
    assertThatThrownBy(
            () -> GroupedSplit.of(dataset, new GroupRule.UpToUnderscore(1), 0.5, new RunSeed(1)))
        .hasMessageContaining("finds 1 groups");
    for (double wrong : new double[] {0, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> GroupedSplit.of(dataset, GroupRule.auto(), wrong, new RunSeed(1)))
          .hasMessageContaining("between 0 and 1");
    }
  }

  /** A rule for a dataset only joins groups, and gives each photo of a group the same name. */
  @Property(tries = 100)
  void groupsAreJoinedNeverParted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> endings = List.of("", "_flip", "_aug1", "_0_0_64_64", " (1)", "_jpg.rf.0a");
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String ending = endings.get(random.nextInt(endings.size()));
      images.add(image(i, i + "/p" + random.nextInt(5) + ending + ".jpg", false));
    }
    GroupRule joined =
        JoinedGroups.of(new Dataset(List.of(), images), GroupRule.auto(), new PhotoSignatures());
    for (ImageRecord one : images) {
      for (ImageRecord other : images) {
        if (GroupRule.auto().group(one).equals(GroupRule.auto().group(other))) {
          assertThat(joined.group(one)).isEqualTo(joined.group(other));
        }
      }
    }
  }

  private static Set<String> groups(Dataset dataset, GroupRule rule) {
    Set<String> names = new HashSet<>();
    dataset.images().forEach(image -> names.add(rule.group(image)));
    return names;
  }

  private static Dataset dataset(long seed, int groups) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ImageRecord> images = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int size = 1 + random.nextInt(8);
      for (int i = 0; i < size; i++) {
        images.add(image(images.size(), "g" + group + "_" + i + ".png", random.nextInt(3) > 0));
      }
    }
    return new Dataset(List.of(new Category(1, "crack")), images);
  }

  private static ImageRecord image(long id, String name, boolean cracked) {
    List<Annotation> truth =
        cracked ? List.of(Annotation.of(id, 1, new Box(1, 1, 5, 5))) : List.of();
    return new ImageRecord(id, name, Path.of(name), 10, 10, truth);
  }
}
