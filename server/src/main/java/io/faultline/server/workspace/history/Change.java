package io.faultline.server.workspace.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import java.util.Map;
import java.util.Objects;

/** One change of a photo or of its boxes, as the history stores it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.Accept.class, name = "accept"),
  @JsonSubTypes.Type(value = Change.Reject.class, name = "reject"),
  @JsonSubTypes.Type(value = Change.Reclass.class, name = "reclass"),
  @JsonSubTypes.Type(value = Change.Add.class, name = "add"),
  @JsonSubTypes.Type(value = Change.Insert.class, name = "import"),
  @JsonSubTypes.Type(value = Change.Suggest.class, name = "suggest"),
  @JsonSubTypes.Type(value = Change.Move.class, name = "move"),
  @JsonSubTypes.Type(value = Change.Delete.class, name = "delete"),
  @JsonSubTypes.Type(value = Change.Review.class, name = "review"),
  @JsonSubTypes.Type(value = Change.Unreview.class, name = "unreview"),
  @JsonSubTypes.Type(value = Change.Remove.class, name = "remove"),
  @JsonSubTypes.Type(value = Change.Restore.class, name = "restore")
})
public sealed interface Change {
  /** Whether a person says that the boxes were wrong. */
  default boolean corrects() {
    return !(this instanceof Accept
        || this instanceof Insert
        || this instanceof Suggest
        || this instanceof Review
        || this instanceof Unreview
        || this instanceof Remove
        || this instanceof Restore);
  }

  /** A change of a box that exists. */
  sealed interface OfBox extends Change {
    /** The id of the box. */
    String box();
  }

  /** The box shows an object of its class. */
  record Accept(String box) implements OfBox {}

  /** The box shows no object. */
  record Reject(String box) implements OfBox {}

  /** The box shows an object of another class. */
  record Reclass(String box, int category) implements OfBox {}

  /** The box shows an object, but lies elsewhere. */
  record Move(String box, Box to) implements OfBox {}

  /** The box goes. A model's box is rejected instead, so that a later model does not repeat it. */
  record Delete(String box) implements OfBox {}

  /** A person drew a box. */
  record Add(int category, Box to) implements Change {}

  /** A label file says that an object is here. */
  record Insert(int category, Box to) implements Change {}

  /**
   * A label file holds what a model found.
   *
   * @param score in [0, 1]
   */
  record Suggest(int category, Box to, double score) implements Change {}

  /**
   * A person has looked at the whole photo, and the boxes shown are its objects.
   *
   * @param threshold the score from which open boxes were shown: these become accepted
   * @param byClass other scores by category id; entries of older programs have none
   */
  record Review(
      double threshold, @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Integer, Double> byClass)
      implements Change {
    /** Copies the map. */
    public Review {
      byClass = Map.copyOf(Objects.requireNonNullElse(byClass, Map.of()));
    }

    /** At one score for all classes. */
    public Review(double threshold) {
      this(threshold, Map.of());
    }

    /** At these scores. */
    public static Review at(Thresholds thresholds) {
      return new Review(thresholds.common(), thresholds.byClass());
    }

    /** The scores from which open boxes were shown. */
    Thresholds thresholds() {
      return new Thresholds(threshold, byClass);
    }
  }

  /** The photo is to be looked at again. */
  record Unreview() implements Change {}

  /** The photo leaves lists, counts, exports and trainings; its file and its history stay. */
  record Remove() implements Change {}

  /** The photo is back, with the boxes that it had. */
  record Restore() implements Change {}
}
