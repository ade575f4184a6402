package io.faultline.server.workspace.history;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks changes before they enter a history. */
public final class Changes {
  private Changes() {}

  /**
   * The changes as they are stored: boxes cut at the photo's border.
   *
   * @param state of the photo before the changes
   * @param categories ids of the classes that exist
   * @throws FaultlineException with {@link Problem#INPUT} for a box or a class that does not exist,
   *     or a box outside of the photo; the message names the change, counted from 1
   */
  public static List<Change> checked(
      List<Change> changes, PhotoState state, int widthPx, int heightPx, Set<Integer> categories) {
    if (changes.isEmpty()) {
      throw new FaultlineException(Problem.INPUT, "changes: there is none; give one or more");
    }
    List<Change> checked = new ArrayList<>();
    for (Change change : changes) {
      String name = "change " + (checked.size() + 1);
      if (change instanceof Change.OfBox ofBox && state.box(ofBox.box()).isEmpty()) {
        throw fault(name, "box is " + ofBox.box() + "; the photo has no such box");
      }
      checked.add(checked(change, name, widthPx, heightPx, categories));
    }
    return checked;
  }

  private static Change checked(
      Change change, String name, int widthPx, int heightPx, Set<Integer> categories) {
    if (change instanceof Change.Add add) {
      requireCategory(name, add.category(), categories);
      return new Change.Add(add.category(), inside(name, add.to(), widthPx, heightPx));
    }
    if (change instanceof Change.Insert insert) {
      requireCategory(name, insert.category(), categories);
      return new Change.Insert(insert.category(), inside(name, insert.to(), widthPx, heightPx));
    }
    if (change instanceof Change.Suggest suggest) {
      requireCategory(name, suggest.category(), categories);
      Box to = inside(name, suggest.to(), widthPx, heightPx);
      return new Change.Suggest(suggest.category(), to, suggest.score());
    }
    if (change instanceof Change.Move move) {
      return new Change.Move(move.box(), inside(name, move.to(), widthPx, heightPx));
    }
    if (change instanceof Change.Reclass reclass) {
      requireCategory(name, reclass.category(), categories);
    }
    return change;
  }

  private static void requireCategory(String name, int category, Set<Integer> categories) {
    if (!categories.contains(category)) {
      throw fault(name, "category id is " + category + "; it must be one of " + categories);
    }
  }

  private static Box inside(String name, Box box, int widthPx, int heightPx) {
    return box.clip(widthPx, heightPx)
        .orElseThrow(
            () -> fault(name, box + " lies outside of the photo of " + widthPx + "x" + heightPx));
  }

  private static FaultlineException fault(String name, String rule) {
    return new FaultlineException(Problem.INPUT, name + ": " + rule);
  }
}
