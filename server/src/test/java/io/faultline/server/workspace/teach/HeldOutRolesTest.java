package io.faultline.server.workspace.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.server.workspace.teach.HeldOutRoles.Photo;
import io.faultline.server.workspace.teach.HeldOutRoles.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutRolesTest {

  private static List<Photo> photos(Random random, int first, int count, int groups) {
    List<Photo> photos = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      photos.add(new Photo(i, "place" + random.nextInt(groups), random.nextBoolean()));
    }
    return photos;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rolesStayAndGroupsAreNotSeparated(long seed) {
    Random random = new Random(seed);
    List<Photo> photos = photos(random, 0, 40, 12);
    Map<Long, Role> first = HeldOutRoles.of(photos, Map.of());
    photos.addAll(photos(random, 40, 30, 20));
    Map<Long, Role> second = HeldOutRoles.of(photos, first);
    assertThat(second).containsAllEntriesOf(first).hasSize(photos.size());
    for (Photo one : photos) {
      for (Photo other : photos) {
        if (one.group().equals(other.group())) {
          assertThat(second.get(one.id())).isEqualTo(second.get(other.id()));
        }
      }
    }
    Collections.shuffle(photos, random);
    assertThat(HeldOutRoles.of(photos, first)).isEqualTo(second);
  }

  @Test
  void aboutAQuarterOfEachKindJudgesAndNoSideIsEmpty() {
    for (int count : new int[] {4, 8, 40, 200}) {
      List<Photo> photos = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        photos.add(new Photo(i, "photo" + i, true));
        photos.add(new Photo(1000 + i, "clean" + i, false));
      }
      Map<Long, Role> roles = HeldOutRoles.of(photos, Map.of());
      for (boolean objects : new boolean[] {true, false}) {
        long judging =
            photos.stream()
                .filter(one -> one.objects() == objects)
                .filter(one -> roles.get(one.id()) == Role.JUDGE)
                .count();
        assertThat((double) judging / count).isBetween(0.2, 0.3);
      }
    }
  }
}
