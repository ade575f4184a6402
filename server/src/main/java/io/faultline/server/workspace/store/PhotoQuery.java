package io.faultline.server.workspace.store;

import io.faultline.detection.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which photos a list shows.
 *
 * @param state photos in this state
 * @param verdict photos that were searched and have this verdict
 * @param categoryId photos with a reported box of this class
 * @param reviewed photos that are reviewed, or that are not
 * @param removed whether the list shows the photos that were taken out, or the others
 * @param name photos whose name contains this, in letters of any case (see {@link NameFold}); empty
 *     for all
 * @param offset number of photos before the first
 * @param limit number of photos at most
 */
public record PhotoQuery(
    Optional<PhotoRow.State> state,
    Optional<Verdict> verdict,
    OptionalInt categoryId,
    Optional<Boolean> reviewed,
    boolean removed,
    String name,
    Order order,
    int offset,
    int limit) {
  /** All photos that are not removed, in the order of adding. */
  public static final PhotoQuery ALL =
      new PhotoQuery(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          false,
          "",
          Order.ADDED,
          0,
          Integer.MAX_VALUE);

  /** The order of photos. */
  public enum Order {
    /** Those that need a person most come first. */
    DOUBT("doubt DESC, id"),
    /** By name. */
    NAME("name COLLATE NOCASE, id"),
    /** In the order of adding. */
    ADDED("id");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /** Checks the range. */
  public PhotoQuery {
    if (offset < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "offset is " + offset + " and limit " + limit + "; both must be >= 0");
    }
  }

  /** The reviewed photos in the order of adding. */
  public static PhotoQuery ofReviewed() {
    return new PhotoQuery(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(true),
        false,
        "",
        Order.ADDED,
        0,
        Integer.MAX_VALUE);
  }

  String where() {
    List<String> conditions = new ArrayList<>(List.of("removed = " + (removed ? 1 : 0)));
    state.ifPresent(one -> conditions.add("state = '" + one.name() + "'"));
    verdict.ifPresent(
        one -> conditions.add("state <> 'FAILED' AND verdict = '" + one.name() + "'"));
    categoryId.ifPresent(id -> conditions.add("categories LIKE '%," + id + ",%'"));
    reviewed.ifPresent(flag -> conditions.add("reviewed = " + (flag ? 1 : 0)));
    if (!name.isEmpty()) {
      conditions.add("instr(folded(name), folded(?)) > 0");
    }
    return " FROM photo WHERE " + String.join(" AND ", conditions);
  }

  /** What stands for the question marks of the conditions: a name is never part of a statement. */
  Object[] arguments() {
    return name.isEmpty() ? new Object[0] : new Object[] {name};
  }

  String page() {
    return where() + " ORDER BY " + order.sql + " LIMIT " + limit + " OFFSET " + offset;
  }
}
