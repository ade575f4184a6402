package io.faultline.server.workspace.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.detection.Verdict;
import io.faultline.server.http.QueryNames;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The query parameters of a list of photos. */
final class PhotoQueries {
  private static final int LIMIT = 200;
  private static final int MAX_LIMIT = 5000;

  private PhotoQueries() {}

  /** Throws {@code USAGE} for a parameter that is out of range. */
  static PhotoQuery of(Context context, List<Category> categories) {
    QueryNames.only(context, "verdict", "class", "reviewed", "name", "order", "offset", "limit");
    Optional<String> verdict =
        parameter(context, "verdict").map(text -> text.toUpperCase(Locale.ROOT));
    Optional<PhotoRow.State> state =
        verdict
            .filter(text -> text.equals("FAILED") || text.equals("WAITING"))
            .map(PhotoRow.State::valueOf);
    boolean removed = verdict.filter("REMOVED"::equals).isPresent();
    return new PhotoQuery(
        state,
        state.isPresent() || removed ? Optional.empty() : verdict.map(PhotoQueries::verdict),
        parameter(context, "class")
            .map(text -> OptionalInt.of(category(text, categories)))
            .orElse(OptionalInt.empty()),
        parameter(context, "reviewed").map(text -> flag("reviewed", text)),
        removed,
        parameter(context, "name").orElse(""),
        parameter(context, "order").map(PhotoQueries::order).orElse(PhotoQuery.Order.DOUBT),
        parameter(context, "offset")
            .map(text -> number("offset", text, Integer.MAX_VALUE))
            .orElse(0),
        parameter(context, "limit").map(text -> number("limit", text, MAX_LIMIT)).orElse(LIMIT));
  }

  static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
  }

  /** A number from a parameter. */
  static double real(Context context, String name) {
    String text = parameter(context, name).orElse("");
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new FaultlineException(
          Problem.USAGE,
          name + " is " + (text.isEmpty() ? "missing" : text) + "; it must be a number",
          e);
    }
    throw new FaultlineException(Problem.USAGE, name + " is " + text + "; it must be finite");
  }

  private static Verdict verdict(String text) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(text)) {
        return verdict;
      }
    }
    throw fault("verdict", text, "CRACK, REVIEW, CLEAN, FAILED, WAITING or REMOVED");
  }

  private static PhotoQuery.Order order(String text) {
    return switch (text) {
      case "doubt" -> PhotoQuery.Order.DOUBT;
      case "name" -> PhotoQuery.Order.NAME;
      case "added" -> PhotoQuery.Order.ADDED;
      default -> throw fault("order", text, "doubt, name or added");
    };
  }

  /** Whether a parameter is true; without it, it is false. */
  static boolean flag(Context context, String name) {
    return parameter(context, name).map(text -> flag(name, text)).orElse(false);
  }

  private static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault(name, text, "true or false");
    };
  }

  /** Of a class that does not exist there is no photo. */
  private static int category(String text, List<Category> categories) {
    return categories.stream()
        .filter(one -> one.name().equals(text) || Integer.toString(one.id()).equals(text))
        .mapToInt(Category::id)
        .findFirst()
        .orElse(-1);
  }

  private static int number(String name, String text, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new FaultlineException(
          Problem.USAGE, name + " is " + text + "; it must be a whole number", e);
    }
    throw fault(name, text, "0 to " + most);
  }

  private static FaultlineException fault(String name, String value, String rule) {
    return new FaultlineException(Problem.USAGE, name + " is " + value + "; it must be " + rule);
  }
}
