package io.faultline.server.workspace.teach;

import io.faultline.internal.provenance.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides which reviewed photos a model may learn from and which judge it. A photo that has a role
 * keeps it, and so do all photos of its group that come later; new groups are spread so that about
 * a quarter of the photos with objects, and of those without, judge.
 */
final class HeldOutRoles {
  static final double JUDGE_SHARE = 0.25;

  private HeldOutRoles() {}

  /** What a photo may be used for. */
  enum Role {
    /** Models learn from it. */
    LEARN,
    /** Models are compared on it. */
    JUDGE
  }

  /**
   * A reviewed photo.
   *
   * @param group photos of one group are on one side
   * @param objects whether it shows any
   */
  record Photo(long id, String group, boolean objects) {}

  /**
   * The role of every photo.
   *
   * @param known roles from earlier trainings, by photo
   */
  static Map<Long, Role> of(List<Photo> photos, Map<Long, Role> known) {
    Map<String, List<Photo>> groups = new TreeMap<>();
    photos.forEach(
        photo -> groups.computeIfAbsent(photo.group(), name -> new ArrayList<>()).add(photo));
    Map<Long, Role> roles = new HashMap<>();
    Tally tally = new Tally();
    List<List<Photo>> fresh = new ArrayList<>();
    for (List<Photo> group : groups.values()) {
      group.stream()
          .map(photo -> known.get(photo.id()))
          .filter(role -> role != null)
          .findFirst()
          .ifPresentOrElse(role -> tally.give(group, role, known, roles), () -> fresh.add(group));
    }
    fresh.sort(
        Comparator.comparing((List<Photo> group) -> group.stream().noneMatch(Photo::objects))
            .thenComparing(group -> shuffled(group.get(0).group())));
    fresh.forEach(group -> tally.give(group, tally.next(group), known, roles));
    return roles;
  }

  /** An order of groups that does not follow their names. */
  private static String shuffled(String group) {
    return Fingerprint.builder().add(group).build().hex();
  }

  /** Photos given to each side so far. */
  private static final class Tally {
    private final int[][] counts = new int[2][2];

    Role next(List<Photo> group) {
      int[] kind = counts[kind(group)];
      return kind[1] < JUDGE_SHARE * (kind[0] + kind[1] + group.size()) ? Role.JUDGE : Role.LEARN;
    }

    void give(List<Photo> group, Role role, Map<Long, Role> known, Map<Long, Role> roles) {
      for (Photo photo : group) {
        roles.put(photo.id(), known.getOrDefault(photo.id(), role));
      }
      counts[kind(group)][role == Role.JUDGE ? 1 : 0] += group.size();
    }

    private static int kind(List<Photo> group) {
      return group.stream().anyMatch(Photo::objects) ? 1 : 0;
    }
  }
}
