package io.faultline.internal.detection;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import java.util.List;

/**
 * What happened to every proposal of a photo, from {@link RegionDetector#trace}. All boxes are in
 * pixels of the photo, whatever tile they were found in; a box that two tiles propose is there
 * twice.
 *
 * @param categoryIds the classes, in the order of every proposal's scores
 * @param proposals what was proposed, tile by tile
 * @param candidates each pair of proposal and class whose score counted, tile by tile
 * @param merged what the tiles gave together, in {@link Detection#ORDER}
 * @param kept how many of {@code merged}, the best ones, the box limit left: the detections
 */
public record DetectionTrace(
    List<Integer> categoryIds,
    List<DetectionTrace.Proposal> proposals,
    List<DetectionTrace.Candidate> candidates,
    List<Detection> merged,
    int kept) {

  /** How a candidate ended. */
  public enum Fate {
    /** Box regression moved it out of its tile. */
    OUTSIDE,
    /** The second round had no place for it. */
    NOT_CHOSEN,
    /** The second round scored it below the lowest score that counts. */
    SCORED_LOW,
    /** It overlaps a better candidate of its class and tile. */
    SUPPRESSED,
    /** Its tile had too many better boxes. */
    TILE_LIMIT,
    /** It overlaps a better box of another tile. */
    SEAM_SUPPRESSED,
    /** It is part of a box that runs over a seam. */
    JOINED,
    /** It stands among the merged boxes as it is. */
    MERGED
  }

  /**
   * A proposed box with its first scores, one per class, in [0, 1].
   *
   * @param scores in the order of {@link DetectionTrace#categoryIds}
   */
  public record Proposal(Box box, List<Float> scores) {
    /** Copies the list. */
    public Proposal {
      scores = List.copyOf(scores);
    }
  }

  /** Where a candidate stood, and the score it had there. */
  public record Place(Box box, float score) {}

  /**
   * A proposal as an object of one class.
   *
   * @param proposal which one, as an index
   * @param categoryId the class
   * @param path its places: as proposed and scored; then, as far as it came, moved and scored
   *     again. Where suppression gave it another box or score, that is its fourth place, and the
   *     last one before it is repeated up to there
   * @param fate how it ended
   * @param by what decided that, as an index: the better candidate for {@code SUPPRESSED}; the
   *     merged box it became part of or overlaps for {@code SEAM_SUPPRESSED}, {@code JOINED} and
   *     {@code MERGED}; -1 otherwise
   */
  public record Candidate(int proposal, int categoryId, List<Place> path, Fate fate, int by) {
    /** Copies the list and checks that there is a place at all. */
    public Candidate {
      path = List.copyOf(path);
      if (path.isEmpty() || path.size() > 4) {
        throw new IllegalArgumentException("path has " + path.size() + " places; 1 to 4 are known");
      }
    }

    private boolean reached(DetectionStep step) {
      return switch (fate) {
        case OUTSIDE -> step.compareTo(DetectionStep.MOVED) < 0;
        case NOT_CHOSEN -> step.compareTo(DetectionStep.CHOSEN) < 0;
        case SCORED_LOW -> step.compareTo(DetectionStep.RESCORED) < 0;
        case SUPPRESSED -> step.compareTo(DetectionStep.UNSUPPRESSED) < 0;
        case TILE_LIMIT -> step.compareTo(DetectionStep.TILE_LIMITED) < 0;
        case SEAM_SUPPRESSED, JOINED, MERGED -> true;
      };
    }

    private Detection after(DetectionStep step) {
      int places =
          switch (step) {
            case PROPOSED, SCORED -> 1;
            case MOVED, CHOSEN -> 2;
            case RESCORED -> 3;
            case UNSUPPRESSED, TILE_LIMITED, MERGED, LIMITED -> 4;
          };
      Place place = path.get(Math.min(places, path.size()) - 1);
      return new Detection(categoryId, place.box(), place.score());
    }
  }

  /** Copies the lists and checks every index. */
  public DetectionTrace {
    categoryIds = List.copyOf(categoryIds);
    proposals = List.copyOf(proposals);
    candidates = List.copyOf(candidates);
    merged = List.copyOf(merged);
    if (kept < 0 || kept > merged.size()) {
      throw new IllegalArgumentException("kept is " + kept + " of " + merged.size() + " boxes");
    }
    for (Proposal proposal : proposals) {
      if (proposal.scores().size() != categoryIds.size()) {
        throw new IllegalArgumentException(
            proposal.scores().size() + " scores for " + categoryIds.size() + " classes");
      }
    }
    for (Candidate candidate : candidates) {
      if (candidate.proposal() < 0 || candidate.proposal() >= proposals.size()) {
        throw new IllegalArgumentException(
            "proposal is " + candidate.proposal() + " of " + proposals.size());
      }
    }
  }

  /** The detections, as {@link RegionDetector#candidates(PhotoScan)} gives them. */
  public List<Detection> detections() {
    return merged.subList(0, kept);
  }

  /**
   * The boxes of a class that are left after a step, with the scores they have there.
   *
   * @param categoryId one of {@link #categoryIds()}; others have no boxes
   */
  public List<Detection> after(DetectionStep step, int categoryId) {
    return switch (step) {
      case PROPOSED -> proposed(categoryId);
      case MERGED -> ofClass(merged, categoryId);
      case LIMITED -> ofClass(detections(), categoryId);
      default ->
          candidates.stream()
              .filter(one -> one.categoryId() == categoryId && one.reached(step))
              .map(one -> one.after(step))
              .toList();
    };
  }

  private List<Detection> proposed(int categoryId) {
    int column = categoryIds.indexOf(categoryId);
    return column < 0
        ? List.of()
        : proposals.stream()
            .map(one -> new Detection(categoryId, one.box(), one.scores().get(column)))
            .toList();
  }

  private static List<Detection> ofClass(List<Detection> all, int categoryId) {
    return all.stream().filter(one -> one.categoryId() == categoryId).toList();
  }
}
