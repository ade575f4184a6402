package io.faultline.internal.dataset;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.GroupRule.EachPhoto;
import io.faultline.internal.dataset.GroupRule.Fixed;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.duplicates.SamePhotos;
import io.faultline.internal.geometry.DisjointSets;
import io.faultline.internal.labels.DatasetFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the groups of a rule that share a photo: a copy, a near duplicate, or a photo and what was
 * made of it.
 *
 * <ul>
 *   <li>Every rule: files of the same bytes are one photo.
 *   <li>Every rule but {@code photo}, which is there to keep photos apart: near duplicates,
 *       mirrored ones too ({@link PhotoSignature}).
 *   <li>{@code auto}: a photo whose name is that of a group ({@code wall.jpg} and {@code
 *       wall_flip.jpg}); {@code wall (1).jpg} where there is a {@code wall}.
 * </ul>
 *
 * Photos that cannot be read are joined by their names alone.
 */
public final class JoinedGroups {
  private final List<ImageRecord> images;
  private final GroupRule rule;
  private final List<String> groups;
  private final DisjointSets sets;

  private JoinedGroups(List<ImageRecord> images, GroupRule rule) {
    this.images = images;
    this.rule = rule;
    this.groups = images.stream().map(rule::group).toList();
    this.sets = new DisjointSets(images.size());
  }

  /**
   * The rule for this dataset.
   *
   * @param signatures what is known of the photos; others are read now
   */
  public static GroupRule of(Dataset dataset, GroupRule rule, PhotoSignatures signatures) {
    if (rule instanceof Fixed) {
      return rule;
    }
    return new JoinedGroups(dataset.images(), rule).join(signatures);
  }

  /** Whether the photos themselves are looked at, all of them. */
  public static boolean looks(GroupRule rule) {
    GroupRule asked = rule instanceof GroupRule.Joined joined ? joined.rule() : rule;
    return !(asked instanceof EachPhoto || asked instanceof Fixed);
  }

  private GroupRule join(PhotoSignatures signatures) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      joinWith(Optional.ofNullable(first.putIfAbsent(groups.get(i), i)), i);
    }
    if (rule instanceof GroupRule.Auto) {
      joinSources(first);
    }
    SamePhotos same = new SamePhotos(images, sets);
    same.joinCopies();
    if (looks(rule)) {
      same.joinNear(signatures);
    }
    Map<Integer, String> names = new HashMap<>();
    Map<String, String> joined = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      String own = groups.get(i);
      String name = names.computeIfAbsent(sets.find(i), root -> own);
      joined.putIfAbsent(images.get(i).fileName(), name);
    }
    return new GroupRule.Joined(rule, joined);
  }

  private void joinWith(Optional<Integer> earlier, int photo) {
    earlier.ifPresent(other -> sets.join(other, photo));
  }

  private void joinSources(Map<String, Integer> firstOfGroup) {
    Map<String, Integer> firstOfStem = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      firstOfStem.putIfAbsent(stem(i), i);
    }
    for (int i = 0; i < images.size(); i++) {
      joinWith(Optional.ofNullable(firstOfGroup.get(stem(i))), i);
      joinWith(SourceName.uncounted(stem(i)).map(firstOfStem::get), i);
    }
  }

  private String stem(int photo) {
    return DatasetFolder.stem(images.get(photo).fileName());
  }
}
