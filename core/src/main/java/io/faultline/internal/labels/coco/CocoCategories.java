package io.faultline.internal.labels.coco;

import io.faultline.dataset.Category;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.FileFindings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The categories of a COCO file: two of one name are one category, an id that two names have is
 * none. In a file without categories each id in use is one.
 */
final class CocoCategories {
  private final CocoContent content;
  private final FileFindings findings;
  private final Map<CocoKey, Integer> ids = new HashMap<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, String> byFolded = new HashMap<>();
  private final Map<Integer, Category> categories = new TreeMap<>();
  private int next;

  private CocoCategories(CocoContent content, FileFindings findings) {
    this.content = content;
    this.findings = findings;
  }

  static CocoCategories of(CocoContent content, FileFindings findings) {
    CocoCategories all = new CocoCategories(content, findings);
    all.next =
        1
            + (int)
                content.categories.keySet().stream()
                    .mapToLong(CocoKey::number)
                    .filter(id -> id < Integer.MAX_VALUE - content.categories.size() - 1L)
                    .max()
                    .orElse(0);
    content.categories.forEach((id, name) -> name.ifPresent(text -> all.add(id, text)));
    return all;
  }

  private int add(CocoKey id, String name) {
    Integer same = byName.get(name);
    if (same != null) {
      findings.repaired(
          "category " + id,
          "name is that of category " + same + " too (" + name + "); both are one category");
      ids.put(id, same);
      return same;
    }
    String folded = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    String like = byFolded.putIfAbsent(folded, name);
    if (like != null) {
      findings.noticed(
          "category " + id,
          "name is " + name + ", nearly that of another category, " + like + "; they stay two");
    }
    int number = id.isNumber() ? (int) id.number() : next++;
    ids.put(id, number);
    byName.put(name, number);
    categories.put(number, new Category(number, name));
    return number;
  }

  /** The category of a label. */
  int id(CocoKey key) throws BadRecord {
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    Optional<String> name = content.categories.get(key);
    if (name != null) {
      throw new BadRecord("category_id is " + key + ", and category " + key + " has two names");
    }
    boolean fits = !key.isNumber() || key.number() == (int) key.number();
    if (content.hasCategories || !fits) {
      throw new BadRecord(
          "category_id is "
              + key
              + (fits ? "; there is no such category" : "; it must be an integer of 32 bits"));
    }
    String made = key.isNumber() ? "category " + key : key.text();
    findings.repaired("category " + key, "the file has no categories; named " + made);
    return add(key, made);
  }

  /** By ascending id. */
  List<Category> all() {
    return List.copyOf(categories.values());
  }
}
