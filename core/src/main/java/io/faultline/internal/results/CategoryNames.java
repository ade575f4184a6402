package io.faultline.internal.results;

import io.faultline.dataset.Category;
import java.util.List;

/** From category ids to names. */
public final class CategoryNames {
  private CategoryNames() {}

  /** The name, or the id as text where the category is unknown. */
  public static String orId(List<Category> categories, int id) {
    for (Category category : categories) {
      if (category.id() == id) {
        return category.name();
      }
    }
    return "category " + id;
  }
}
