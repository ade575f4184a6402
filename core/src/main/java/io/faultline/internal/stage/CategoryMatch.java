package io.faultline.internal.stage;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renumbers a dataset's categories to a model's, by name. */
public final class CategoryMatch {
  private CategoryMatch() {}

  /**
   * The same photos with the model's categories; annotations of other categories are left out, for
   * the model cannot know them.
   *
   * @throws FaultlineException with {@code INPUT} where the dataset has objects but no category in
   *     common with the model
   */
  public static Dataset of(Dataset dataset, List<Category> model) {
    Map<Integer, Integer> ids = new HashMap<>();
    Map<String, Integer> byName = new HashMap<>();
    model.forEach(known -> byName.putIfAbsent(known.name(), known.id()));
    for (Category own : dataset.categories()) {
      Integer known = byName.get(own.name());
      if (known != null) {
        ids.put(own.id(), known);
      }
    }
    if (ids.isEmpty() && dataset.objects() > 0) {
      throw new FaultlineException(
          Problem.INPUT,
          "the dataset's categories "
              + names(dataset.categories())
              + " are none of the model's "
              + names(model));
    }
    return new Dataset(
        model, dataset.images().stream().map(image -> renumbered(image, ids)).toList());
  }

  private static ImageRecord renumbered(ImageRecord image, Map<Integer, Integer> ids) {
    List<Annotation> kept =
        image.annotations().stream()
            .filter(a -> ids.containsKey(a.categoryId()))
            .map(
                a ->
                    new Annotation(
                        a.id(),
                        ids.getOrDefault(a.categoryId(), a.categoryId()),
                        a.box(),
                        a.area(),
                        a.crowd(),
                        a.polygons()))
            .toList();
    return image.with(kept);
  }

  private static List<String> names(List<Category> categories) {
    return categories.stream().map(Category::name).toList();
  }
}
