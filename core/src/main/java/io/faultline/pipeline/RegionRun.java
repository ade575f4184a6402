package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detector;
import io.faultline.geometry.Box;
import io.faultline.network.Libtorch;
import io.faultline.proposal.ProposalGenerators;
import io.faultline.provenance.RunSeed;
import io.faultline.region.LabelledRegions;
import io.faultline.region.Region;
import io.faultline.region.RegionLabeler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a detector about the regions of test sets, without detecting anything. */
public final class RegionRun {
  private final Detector detector;
  private final RunContext context;
  private final PhotoCache photos = new PhotoCache();

  private RegionRun(Detector detector, RunContext context) {
    this.detector = detector;
    this.context = context;
  }

  /**
   * Labels the proposals of every photo once for each set, and asks about the regions that belong
   * to any.
   *
   * @param store keeps the proposals for the next run over the same photos
   * @param seed decides which regions belong to a set where that is drawn: the same seed gives the
   *     same sets for every detector with the same proposals
   * @return the answers of each set, by its name; photos that cannot be read give none
   * @throws io.faultline.FaultlineException with {@code INPUT} where no photo can be read, or the
   *     dataset shares no category with the model
   */
  public static Map<String, List<RegionAnswer>> run(
      Detector detector,
      Dataset dataset,
      Path store,
      List<RegionSet> sets,
      RunSeed seed,
      RunContext context) {
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    return new RegionRun(detector, context).run(matched, store, sets, seed);
  }

  private Map<String, List<RegionAnswer>> run(
      Dataset dataset, Path store, List<RegionSet> sets, RunSeed seed) {
    List<Piece> pieces =
        Piece.of(
            dataset.images(),
            detector.manifest().options().tileSide(),
            detector.manifest().options().tileOverlap());
    ProposalStage.Result proposed =
        ProposalStage.run(
            pieces,
            ProposalGenerators.parse(
                detector.manifest().proposals(), detector.manifest().proposalBudget()),
            photos,
            store,
            context);
    List<List<LabelledRegions>> chosen = new ArrayList<>();
    for (RegionSet set : sets) {
      RegionLabeler labeler = new RegionLabeler(set.config().labels());
      List<LabelledRegions> labelled =
          proposed.pieces().stream()
              .map(piece -> labelled(labeler, dataset, piece.record(), proposed))
              .toList();
      chosen.add(set.config().negatives().selection().select(labelled, seed));
    }
    List<Map<Box, float[]>> answers = ask(proposed.pieces(), chosen);
    Map<String, Integer> order = order(dataset);
    Map<String, List<RegionAnswer>> bySet = new LinkedHashMap<>();
    for (int s = 0; s < sets.size(); s++) {
      bySet.put(sets.get(s).name(), answers(proposed.pieces(), order, chosen.get(s), answers));
    }
    return bySet;
  }

  private static LabelledRegions labelled(
      RegionLabeler labeler, Dataset dataset, ImageRecord record, ProposalStage.Result proposed) {
    return labeler.label(dataset, record, proposed.of(record));
  }

  /** The probabilities of every chosen box, by piece. */
  private List<Map<Box, float[]>> ask(List<Piece> pieces, List<List<LabelledRegions>> chosen) {
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
          List<Box> asked = List.copyOf(boxes);
          float[][] probabilities = detector.probabilities(pieces.get(place).raster(photos), asked);
          Map<Box, float[]> byBox = new LinkedHashMap<>();
          for (int i = 0; i < asked.size(); i++) {
            byBox.put(asked.get(i), probabilities[i]);
          }
          return byBox;
        });
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
      List<Map<Box, float[]>> probabilities) {
    List<RegionAnswer> answers = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      int photo = order.getOrDefault(pieces.get(i).record().fileName(), -1);
      for (Region region : chosen.get(i).regions()) {
        float[] of = probabilities.get(i).getOrDefault(region.box(), new float[1]);
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
