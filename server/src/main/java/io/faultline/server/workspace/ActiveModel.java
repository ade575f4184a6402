package io.faultline.server.workspace;

import io.faultline.dataset.Category;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoLedger.ModelInUse;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the workspace knows of the model in use. */
final class ActiveModel {
  private final Database database;
  private final ModelSlot slot;

  /** Its classes with the ids that they have in the workspace. */
  private volatile List<Category> classes = List.of();

  /** The model that a slot holds; {@link #changed} must be called before photos are searched. */
  ActiveModel(Database database, ModelSlot slot) {
    this.database = database;
    this.slot = slot;
  }

  /** Takes up its classes, and lets the photos wait that it has not searched. */
  void changed() {
    Optional<String> hash = now().map(ModelInUse::hash);
    List<Category> own = with(lease -> lease.model().manifest().categories()).orElse(List.of());
    List<Category> known = new ArrayList<>();
    database.in(
        sql -> {
          Settings settings = new Settings(sql);
          for (Category category : own) {
            known.add(settings.category(category.name()));
          }
          PhotoTable photos = new PhotoTable(sql);
          if (hash.isPresent()) {
            photos.waitFor(hash.get());
          } else {
            photos.waitForNothing();
          }
          return true;
        });
    classes = List.copyOf(known);
  }

  /** The rule by which photos are read stays that of the first opening, for boxes refer to it. */
  ExifRule exif() {
    ExifRule asked = with(lease -> lease.model().manifest().exif()).orElse(ExifRule.AS_STORED);
    return database.in(
        sql -> {
          Settings settings = new Settings(sql);
          Optional<String> stored = settings.get("exif");
          if (stored.isEmpty()) {
            settings.put("exif", asked.name());
          }
          return ExifRule.valueOf(stored.orElse(asked.name()));
        });
  }

  /** Its hash and operating point; empty where there is no model. */
  Optional<ModelInUse> now() {
    return with(
        lease ->
            new ModelInUse(
                lease.model().hash(), lease.model().manifest().operatingPoint().over(classes)));
  }

  /** From which scores it reports, and what that promises. */
  Optional<OperatingPoint> point() {
    return now().map(ModelInUse::point);
  }

  /** The scores from which it reports boxes; 0 without a model. */
  Thresholds thresholds() {
    return point().map(OperatingPoint::thresholds).orElse(Thresholds.all(0));
  }

  private <T> Optional<T> with(Function<ModelSlot.Lease, T> work) {
    try (ModelSlot.Lease lease = slot.lease().orElse(null)) {
      return lease == null ? Optional.empty() : Optional.of(work.apply(lease));
    }
  }
}
