package io.faultline.internal.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.stage.CategoryMatch;
import io.faultline.internal.stage.Parallel;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.UnreadablePhoto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Asks a detector about the regions of test sets, without detecting anything. */
public final class RegionRun {
  private final RegionDetector detector;
  private final RunContext context;
  private final PhotoCache photos = new PhotoCache();

  private RegionRun(RegionDetector detector, RunContext context) {
    this.detector = detector;
    this.context = context;
  }

  /**
   * What came out.
   *
   * @param answers of each set, by its name
   * @param unreadable photos that were left out
   */
  public record Result(Map<String, List<RegionAnswer>> answers, List<UnreadablePhoto> unreadable) {
    /** Copies the collections. */
    public Result {
      answers = Map.copyOf(answers);
      unreadable = List.copyOf(unreadable);
    }

    /** The answers of one set. */
    public List<RegionAnswer> of(RegionSet set) {
      return Objects.requireNonNull(answers.get(set.name()), set.name());
    }
  }

  /**
   * Labels the proposals of every photo once for each set, and asks about the regions that belong
   * to any.
   *
   * @param source what proposes the boxes, whatever the detector itself would propose
   * @param store keeps the proposals for the next run over the same photos
   * @param seed decides which regions belong to a set where that is drawn: the same seed and source
   *     give the same sets for every detector
   * @throws io.faultline.FaultlineException with {@code INPUT} where no photo can be read, or the
   *     dataset shares no category with the model
   */
  public static Result run(
      RegionDetector detector,
      Dataset dataset,
      ProposalSource source,
      Path store,
      List<RegionSet> sets,
      RunSeed seed,
      RunContext context) {
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    return new RegionRun(detector, context).run(matched, source, store, sets, seed);
  }

  private Result run(
      Dataset dataset, ProposalSource source, Path store, List<RegionSet> sets, RunSeed seed) {
    ProposalStage.Result proposed =
        ProposalStage.run(
            source.pieces(dataset.images()), source.generator(), photos, store, context);
    List<List<LabelledRegions>> chosen = new ArrayList<>();
    for (RegionSet set : sets) {
      RegionLabeler labeler = new RegionLabeler(set.config().labels());
      List<LabelledRegions> labelled =
          proposed.pieces().stream()
              .map(piece -> labelled(labeler, dataset, piece.record(), proposed))
              .toList();
      chosen.add(set.config().negatives().selection().select(labelled, seed));
    }
    List<Answers> answers = ask(proposed.pieces(), chosen);
    List<UnreadablePhoto> unreadable = new ArrayList<>(proposed.unreadable());
    answers.stream().flatMap(one -> one.fault().stream()).distinct().forEach(unreadable::add);
    Map<String, Integer> order = order(dataset);
    Map<String, List<RegionAnswer>> bySet = new LinkedHashMap<>();
    for (int s = 0; s < sets.size(); s++) {
      bySet.put(sets.get(s).name(), answers(proposed.pieces(), order, chosen.get(s), answers));
    }
    return new Result(bySet, unreadable);
  }

  private static LabelledRegions labelled(
      RegionLabeler labeler, Dataset dataset, ImageRecord record, ProposalStage.Result proposed) {
    return labeler.label(dataset, record, proposed.of(record));
  }

  /**
   * What was said of a piece.
   *
   * @param byBox the probabilities of every chosen box; none where there is a fault
   * @param fault why the photo of the piece is left out, if it is
   */
  private record Answers(Map<Box, float[]> byBox, Optional<UnreadablePhoto> fault) {}

  /** What is said of every chosen box, by piece. */
  private List<Answers> ask(List<Piece> pieces, List<List<LabelledRegions>> chosen) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      places.add(i);
    }
    return Parallel.map(
        context,
        "regions",
        "photos",
        places,
        place -> {
          Set<Box> boxes = new LinkedHashSet<>();
          for (List<LabelledRegions> set : chosen) {
            set.get(place).regions().forEach(region -> boxes.add(region.box()));
          }
          return answers(pieces.get(place), List.copyOf(boxes));
        });
  }

  private Answers answers(Piece piece, List<Box> asked) {
    try {
      float[][] probabilities = detector.probabilities(piece.raster(photos), asked);
      Map<Box, float[]> byBox = new LinkedHashMap<>();
      for (int i = 0; i < asked.size(); i++) {
        byBox.put(asked.get(i), probabilities[i]);
      }
      return new Answers(byBox, Optional.empty());
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      UnreadablePhoto photo = new UnreadablePhoto(piece.record().fileName(), e.getMessage());
      context.progress().note("left out: " + photo.line());
      return new Answers(Map.of(), Optional.of(photo));
    }
  }

  private static Map<String, Integer> order(Dataset dataset) {
    Map<String, Integer> order = new LinkedHashMap<>();
    dataset.images().forEach(image -> order.put(image.fileName(), order.size()));
    return order;
  }

  private static List<RegionAnswer> answers(
      List<Piece> pieces,
      Map<String, Integer> order,
      List<LabelledRegions> chosen,
      List<Answers> said) {
    List<RegionAnswer> answers = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (said.get(i).fault().isPresent()) {
        continue;
      }
      int photo = Objects.requireNonNull(order.get(pieces.get(i).record().fileName()));
      for (Region region : chosen.get(i).regions()) {
        float[] of = Objects.requireNonNull(said.get(i).byBox().get(region.box()));
        int best = 0;
        for (int c = 1; c < of.length; c++) {
          best = of[c] > of[best] ? c : best;
        }
        answers.add(new RegionAnswer(photo, region.label(), best + 1, of[best]));
      }
    }
    return answers;
  }
}
