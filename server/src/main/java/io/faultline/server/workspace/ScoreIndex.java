package io.faultline.server.workspace;

import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.workspace.history.BoxState;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import io.faultline.server.workspace.history.HistoryFold;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scores of all open boxes in memory, so that a slider over thousands of photos answers at
 * once. A photo is read again when its version has changed.
 */
final class ScoreIndex {
  private static final int PHOTOS_AT_ONCE = 200;

  private final Database database;
  private final Map<Long, Scores> photos = new HashMap<>();

  /** What one photo adds. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class, and holds 100 numbers often.
  private record Scores(int version, int accepted, double[] open, int[] classes, int corrections) {}

  /** How many photos and boxes are reported. */
  record Reported(long photos, long boxes) {}

  ScoreIndex(Database database) {
    this.database = database;
  }

  /** What is reported at these thresholds. */
  synchronized Reported at(Thresholds thresholds) {
    refresh();
    long count = 0;
    long boxes = 0;
    for (Scores photo : photos.values()) {
      long here = photo.accepted();
      for (int i = 0; i < photo.open().length; i++) {
        here += thresholds.reports(photo.classes()[i], photo.open()[i]) ? 1 : 0;
      }
      boxes += here;
      count += here > 0 ? 1 : 0;
    }
    return new Reported(count, boxes);
  }

  synchronized long corrections() {
    refresh();
    return photos.values().stream().mapToLong(Scores::corrections).sum();
  }

  private void refresh() {
    Map<Long, Integer> versions = database.in(sql -> new PhotoTable(sql).versions());
    photos.keySet().retainAll(versions.keySet());
    List<Long> changed =
        versions.entrySet().stream()
            .filter(entry -> version(entry.getKey()) != entry.getValue())
            .map(Map.Entry::getKey)
            .toList();
    for (int from = 0; from < changed.size(); from += PHOTOS_AT_ONCE) {
      List<Long> some = changed.subList(from, Math.min(changed.size(), from + PHOTOS_AT_ONCE));
      Map<Long, List<Entry>> histories =
          database.in(
              sql -> {
                PhotoTable table = new PhotoTable(sql);
                Map<Long, List<Entry>> read = new HashMap<>();
                for (long id : some) {
                  read.put(id, table.history(id));
                }
                return read;
              });
      histories.forEach((id, history) -> photos.put(id, scores(history)));
    }
  }

  private int version(long id) {
    Scores known = photos.get(id);
    return known == null ? -1 : known.version();
  }

  private static Scores scores(List<Entry> history) {
    PhotoState state = HistoryFold.of(history);
    int accepted =
        (int) state.boxes().stream().filter(box -> box.state() == BoxState.ACCEPTED).count();
    List<PhotoBox> open =
        state.reviewed()
            ? List.of()
            : state.boxes().stream().filter(box -> box.state() == BoxState.OPEN).toList();
    return new Scores(
        state.version(),
        accepted,
        open.stream().mapToDouble(box -> box.score().orElse(1)).toArray(),
        open.stream().mapToInt(PhotoBox::categoryId).toArray(),
        corrections(history));
  }

  private static int corrections(List<Entry> history) {
    Set<Integer> undone = new HashSet<>();
    history.stream()
        .filter(Entry.Undone.class::isInstance)
        .forEach(entry -> undone.add(((Entry.Undone) entry).undoes()));
    return (int)
        history.stream()
            .filter(entry -> !undone.contains(entry.version()))
            .filter(Entry.Edited.class::isInstance)
            .flatMap(entry -> ((Entry.Edited) entry).changes().stream())
            .filter(Change::corrects)
            .count();
  }
}
