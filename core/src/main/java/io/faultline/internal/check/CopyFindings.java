package io.faultline.internal.check;

import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.check.CheckResult.Leak;
import io.faultline.internal.duplicates.LookAlikes;
import io.faultline.internal.duplicates.LookAlikes.Likeness;
import io.faultline.internal.duplicates.PhotoSignatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Photos that are the same, inside one set and in several. */
final class CopyFindings {
  /** Of a large group so many photos are compared one by one, to name the most similar. */
  private static final int COMPARED = 20;

  private final List<CheckedSet> sets;
  private final List<ImageRecord> photos = new ArrayList<>();
  private final List<Integer> setOf = new ArrayList<>();
  private final LookAlikes alike;
  private final List<CheckFinding> found = new ArrayList<>();
  private final Map<List<Integer>, Integer> shared = new HashMap<>();

  /**
   * Compares all photos.
   *
   * @param ordered the photos of each set, in an order that their file does not decide
   */
  CopyFindings(List<CheckedSet> sets, List<List<ImageRecord>> ordered, PhotoSignatures known) {
    this.sets = sets;
    for (int set = 0; set < sets.size(); set++) {
      for (ImageRecord photo : ordered.get(set)) {
        photos.add(photo);
        setOf.add(set);
      }
    }
    alike = LookAlikes.of(photos, known);
    alike.groups().forEach(this::group);
  }

  List<CheckFinding> findings() {
    return List.copyOf(found);
  }

  /** Every two sets that share photos. */
  List<Leak> leaks() {
    return shared.entrySet().stream()
        .map(
            entry -> {
              CheckedSet first = sets.get(entry.getKey().get(0));
              CheckedSet second = sets.get(entry.getKey().get(1));
              int all = second.dataset().images().size();
              return new Leak(first.name(), second.name(), entry.getValue(), all);
            })
        .sorted(
            Comparator.comparing((Leak leak) -> position(leak.first()))
                .thenComparing(leak -> position(leak.second())))
        .toList();
  }

  private int position(String name) {
    return sets.stream().map(CheckedSet::name).toList().indexOf(name);
  }

  /** Says of each photo but the first which earlier one it is the same as. */
  private void group(List<Integer> group) {
    for (int i = 1; i < group.size(); i++) {
      int photo = group.get(i);
      List<Integer> earlier = group.subList(0, i);
      List<Integer> inside = inSet(earlier, setOf.get(photo));
      List<Integer> across = earlier.stream().filter(one -> !inside.contains(one)).toList();
      if (!across.isEmpty()) {
        add(CheckRule.LEAK, photo, across);
        for (int set = 0; set < setOf.get(photo); set++) {
          if (!inSet(across, set).isEmpty()) {
            shared.merge(List.of(set, setOf.get(photo)), 1, Integer::sum);
          }
        }
      } else {
        add(CheckRule.COPIES, photo, inside);
      }
      conflict(photo, earlier);
    }
  }

  private List<Integer> inSet(List<Integer> some, int set) {
    return some.stream().filter(one -> setOf.get(one) == set).limit(COMPARED).toList();
  }

  private void add(CheckRule rule, int photo, List<Integer> earlier) {
    int twin = alike.nearest(photo, earlier.stream().limit(COMPARED).toList());
    String words = alike.likeness(photo, twin).words() + " " + name(twin);
    String more = earlier.size() > 1 ? " (and " + (earlier.size() - 1) + " more)" : "";
    found.add(finding(rule, photo, twin, words + more));
  }

  /** The first photo that is surely the same and has other labels. */
  private void conflict(int photo, List<Integer> earlier) {
    for (int other : earlier.stream().limit(COMPARED).toList()) {
      Likeness likeness = alike.likeness(photo, other);
      if (likeness == Likeness.LINKED) {
        continue;
      }
      var difference =
          SameLabels.difference(
              photos.get(photo),
              photos.get(other),
              likeness == Likeness.COPY,
              new SameLabels.Names(id -> category(photo, id), id -> category(other, id)));
      if (difference.isPresent()) {
        String words = likeness.words() + " " + name(other) + "; " + difference.get();
        CheckRule rule = likeness == Likeness.COPY ? CheckRule.CONFLICT : CheckRule.LABELS_DIFFER;
        found.add(finding(rule, photo, other, words));
        return;
      }
    }
  }

  private CheckFinding finding(CheckRule rule, int photo, int twin, String reason) {
    ImageRecord image = photos.get(photo);
    String record = "photo" + (sets.size() > 1 ? " of " + sets.get(setOf.get(photo)).name() : "");
    return CheckFinding.of(rule, image.path().toString(), record, reason)
        .on(photos.get(twin), image);
  }

  private String name(int photo) {
    String name = photos.get(photo).fileName();
    return sets.size() > 1 ? name + " of " + sets.get(setOf.get(photo)).name() : name;
  }

  private String category(int photo, int id) {
    return sets.get(setOf.get(photo)).dataset().categories().stream()
        .filter(one -> one.id() == id)
        .map(Category::name)
        .findFirst()
        .orElse("category " + id);
  }
}
