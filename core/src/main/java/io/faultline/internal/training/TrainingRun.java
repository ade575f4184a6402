package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.image.ExifRule;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.EncoderSpec;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.TrainingPhotos;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.JoinedGroups;
import io.faultline.internal.duplicates.KnownPhotos;
import io.faultline.internal.finetuning.FineTuning;
import io.faultline.internal.finetuning.Regime;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.StartingWeights;
import io.faultline.internal.settings.WeightsChoice;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RankingStage;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a dataset to a model: split, proposals, labelled regions, fine-tuning, classifier, operating
 * point, bundle. Everything is written into the run folder; the same inputs and seed give the same
 * model.
 */
public final class TrainingRun {
  private final PipelineConfig config;
  private final RunFolder folder;
  private final GroupRule rule;
  private final RunContext context;
  private final StageClock clock;
  private final RunSeed seed;
  private final PhotoCache photos = new PhotoCache();

  private TrainingRun(PipelineConfig config, RunFolder folder, GroupRule rule, RunContext context) {
    this.config = config;
    this.folder = folder;
    this.rule = rule;
    this.context = context;
    this.clock = new StageClock(context.nanoTime());
    this.seed = new RunSeed(config.seed());
  }

  /**
   * Trains on a dataset.
   *
   * @param folder where model, configuration, epochs and proposals go
   * @throws FaultlineException with {@code INPUT} for a dataset without photos, categories or
   *     objects, {@code MODEL} for weights that do not fit or cannot be fetched, {@code USAGE} for
   *     those that are not known or another architecture's, {@code OUTPUT} where the folder cannot
   *     be written
   */
  public static TrainingSummary run(
      Dataset dataset, PipelineConfig asked, RunFolder folder, RunContext context) {
    Libtorch.useThreads(context.threads());
    requireObjects(dataset);
    PipelineConfig config = StartingWeights.resolved(asked, context.progress());
    config.classifier().requireFit(dataset.categories().size());
    NetworkSpec spec = config.network().spec(dataset.categories().size());
    try (RegionNetwork network = network(spec, config, context)) {
      GroupRule rule = PhotoGroups.of(dataset, config, context);
      if (!JoinedGroups.looks(rule)) {
        PhotoGroups.look(dataset.images(), context); // Their looks go into the model.
      }
      TrainingDoubts.note(dataset, context);
      return new TrainingRun(config, folder, rule, context)
          .run(network, ProofSplit.of(dataset, config, rule));
    }
  }

  private TrainingSummary run(RegionNetwork network, ProofSplit photographed) {
    Dataset dataset = photographed.rest();
    requireObjects(dataset);
    Set<String> heldOut = TrainingRegions.heldOut(dataset, config, rule, context);
    requireComparable(heldOut);
    config.fineTune().advice().ifPresent(context.progress()::note);
    AtomicFile.write(folder.config(), ConfigWriter.yaml(config));
    ProposalSource source = source(dataset, heldOut);
    ProposalStage.Result proposed = propose(dataset, source);
    Dataset pieces =
        new Dataset(dataset.categories(), proposed.pieces().stream().map(Piece::record).toList());
    ProposalCeiling ceiling = ceiling(pieces, proposed);
    warnOfLowCeiling(ceiling);
    TrainingRegions regions = TrainingRegions.of(heldOut, pieces, proposed, config, photos);
    FineTuneStage stage = new FineTuneStage(config, folder, context);
    FineTuning.Result tuned =
        clock.time("fine-tuning", () -> stage.run(network, regions, dataset.categories()));
    HiddenLayerStage hidden = new HiddenLayerStage(config, photos);
    clock.time("hidden layer", () -> hidden.run(network, learnt(proposed, regions), proposed));
    PhotoFaults faults = faults(proposed);
    List<TrainedClassifier> classifiers =
        clock.time("classifier", () -> classifiers(network, regions, proposed, faults));
    Weights weights =
        config.regression().enabled()
            ? clock.time(
                "box regression", () -> withRegressor(network, pieces, proposed, regions, faults))
            : network.snapshot();
    Dataset judged = dataset.filter(image -> regions.holdsOut(image) && !proposed.lost(image));
    Dataset learnt = dataset.filter(image -> !regions.holdsOut(image) && !proposed.lost(image));
    TrainingPhotos seen =
        new TrainingPhotos(
            KnownPhotos.of(learnt, context.signatures()),
            KnownPhotos.of(judged, context.signatures()));
    List<ClassifierContest.Contender> contenders =
        classifiers.stream()
            .map(
                one ->
                    new ClassifierContest.Contender(
                        one,
                        withOverlap(
                                bundle(dataset, weights, network.spec(), one, source),
                                pieces,
                                proposed,
                                regions,
                                faults,
                                judged)
                            .withPhotos(seen)))
            .toList();
    ClassifierContest.Outcome outcome = chosen(contenders, judged);
    List<UnreadablePhoto> unreadable = new ArrayList<>(proposed.unreadable());
    unreadable.addAll(faults.photos());
    DetectorBundle proved = proved(outcome.winner(), photographed, unreadable);
    proved.write(folder.model());
    stage.deleteCheckpoint();
    context.progress().note(proved.manifest().operatingPoint().words());
    return new TrainingSummary(
        dataset.images().size() - proposed.unreadable().size() - judged.images().size(),
        judged,
        ceiling,
        tuned.epochs(),
        tuned.bestEpoch(),
        proved.manifest().operatingPoint(),
        outcome.table(),
        unreadable,
        clock.seconds());
  }

  /** The model with what could be proved of it, where a promise is asked for. */
  private DetectorBundle proved(
      DetectorBundle bundle, ProofSplit split, List<UnreadablePhoto> unreadable) {
    return config
        .operatingPoint()
        .target()
        .map(target -> clock.time("recall proof", () -> prove(bundle, split, target)))
        .map(
            result -> {
              unreadable.addAll(result.unreadable());
              return result.bundle();
            })
        .orElse(bundle);
  }

  private PromiseRun.Result prove(
      DetectorBundle bundle, ProofSplit split, RecallPromise.Target target) {
    return PromiseRun.run(
        bundle, config.network().compute(), split.proof(), target, rule, seed, photos, context);
  }

  public static void requireObjects(Dataset dataset) {
    if (dataset.images().isEmpty()) {
      throw new FaultlineException(Problem.INPUT, "the dataset has no photos");
    }
    if (dataset.categories().isEmpty() || dataset.objects() == 0) {
      throw new FaultlineException(
          Problem.INPUT,
          "the dataset has no objects: training needs photos with annotations of at least one"
              + " category");
    }
    Set<String> names = new HashSet<>();
    for (Category category : dataset.categories()) {
      if (!names.add(category.name())) {
        throw new FaultlineException(
            Problem.INPUT,
            "two categories are named "
                + category.name()
                + "; a model tells categories apart by name: give them one id");
      }
    }
  }

  public static RegionNetwork network(NetworkSpec spec, PipelineConfig config, RunContext context) {
    Compute compute = config.network().compute();
    RunSeed seed = new RunSeed(config.seed());
    return config
        .network()
        .weights()
        .map(text -> WeightsChoice.of(text).read(context.weights(), context.progress()))
        .map(weights -> RegionNetwork.pretrained(spec, weights, compute, seed))
        .orElseGet(() -> RegionNetwork.untrained(spec, compute, seed));
  }

  /** What proposes the boxes, as the photos that are learnt from teach it. */
  private ProposalSource source(Dataset dataset, Set<String> heldOut) {
    ProposalSource asked = ProposalSource.of(config);
    List<Piece> pieces = asked.pieces(dataset.images());
    return clock.time(
        "order of proposals",
        () -> RankingStage.run(asked, pieces, heldOut, photos, seed, context));
  }

  private ProposalStage.Result propose(Dataset dataset, ProposalSource source) {
    return clock.time(
        "proposals",
        () ->
            ProposalStage.run(
                source.pieces(dataset.images()),
                source.generator(),
                photos,
                folder.proposals(),
                context));
  }

  private static ProposalCeiling ceiling(Dataset pieces, ProposalStage.Result proposed) {
    return ProposalCeiling.of(
        pieces.images().stream().map(piece -> Coverage.of(piece, proposed.of(piece))).toList());
  }

  private void warnOfLowCeiling(ProposalCeiling ceiling) {
    double wanted = config.proposals().wantedRecall();
    if (ceiling.objects() > 0 && ceiling.recallAt50() < wanted) {
      context
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "warning: proposals cover only %.3f of the objects at IoU 0.5, and a recall of"
                      + " %.3f is wanted (proposals.wanted-recall); 'faultline propose --pictures'"
                      + " shows what they miss; more boxes may help"
                      + " (proposals.generators=ridge+blob+selective-search-fast+sparse-grid,"
                      + " proposals.budget=2000)",
                  ceiling.recallAt50(),
                  wanted));
    }
  }

  /** Comparing takes photos that were not learnt from. */
  private void requireComparable(Set<String> heldOut) {
    if (config.classifier().kind().kinds().size() > 1 && heldOut.isEmpty()) {
      throw new FaultlineException(
          Problem.USAGE,
          "classifier.kind is all: classifiers are compared on held-out photos, and none is held"
              + " out (see data.held-out and data.group)");
    }
  }

  private PhotoFaults faults(ProposalStage.Result proposed) {
    Map<Long, String> names = new HashMap<>();
    proposed.pieces().forEach(p -> names.put(p.record().id(), p.record().fileName()));
    return new PhotoFaults(names, context.progress());
  }

  private List<TrainedClassifier> classifiers(
      RegionNetwork network,
      TrainingRegions regions,
      ProposalStage.Result proposed,
      PhotoFaults faults) {
    Map<Long, String> groups = new HashMap<>();
    proposed.pieces().forEach(p -> groups.put(p.record().id(), rule.group(p.record())));
    return new ClassifierStage(config, encoderSpec(), folder, groups, faults, context)
        .run(network, regions);
  }

  /** The detector that the held-out photos choose, with its threshold. */
  private ClassifierContest.Outcome chosen(
      List<ClassifierContest.Contender> contenders, Dataset judged) {
    ClassifierContest contest = new ClassifierContest(config, folder, photos, context);
    boolean several = contenders.size() > 1 && !judged.images().isEmpty();
    ClassifierContest.Outcome outcome =
        several
            ? clock.time("comparison", () -> contest.run(contenders, judged))
            : clock.time("threshold", () -> contest.alone(contenders.get(0), judged));
    if (several) {
      AtomicFile.write(folder.classifiers(), outcome.table().csv());
    }
    if (outcome.table().calibrates()) {
      AtomicFile.write(folder.reliability(), outcome.table().reliabilitySvg());
    }
    return outcome;
  }

  /** The network's tensors and those of a regressor on its features. */
  private Weights withRegressor(
      RegionNetwork network,
      Dataset pieces,
      ProposalStage.Result proposed,
      TrainingRegions regions,
      PhotoFaults faults) {
    PairStage stage =
        new PairStage(
            encoderSpec().encoder(network),
            config.regression(),
            pieces,
            photos,
            seed,
            faults,
            context);
    Map<Boolean, List<Piece>> sides =
        proposed.pieces().stream()
            .collect(Collectors.partitioningBy(piece -> regions.holdsOut(piece.record())));
    BoxRegressor regressor =
        BoxRegressor.fit(
            stage.of(sides.getOrDefault(false, List.of()), proposed),
            stage.of(sides.getOrDefault(true, List.of()), proposed),
            network.spec().classes());
    Weights snapshot = network.snapshot();
    return Weights.of(
        snapshot.source(),
        Stream.concat(snapshot.tensors().stream(), regressor.tensors().stream()).toList());
  }

  /** The detector whose scores know how well boxes fit. */
  private DetectorBundle withOverlap(
      DetectorBundle bundle,
      Dataset pieces,
      ProposalStage.Result proposed,
      TrainingRegions regions,
      PhotoFaults faults,
      Dataset judged) {
    OverlapStage stage = new OverlapStage(config, pieces, photos, faults, context);
    return clock.time(
        "overlap", () -> stage.run(bundle, learnt(proposed, regions), proposed, judged));
  }

  /** The pieces of photos that are learnt from. */
  private static List<Piece> learnt(ProposalStage.Result proposed, TrainingRegions regions) {
    return proposed.pieces().stream().filter(piece -> !regions.holdsOut(piece.record())).toList();
  }

  private EncoderSpec encoderSpec() {
    return new EncoderSpec(
        config.fineTune().regime() == Regime.WARP,
        config.fineTune().warp().cropSide(),
        config.fineTune().warp().contextPadding());
  }

  private DetectorBundle bundle(
      Dataset dataset,
      Weights weights,
      NetworkSpec spec,
      TrainedClassifier classifier,
      ProposalSource source) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("seed", Long.toString(config.seed()));
    provenance.put("config", Fingerprint.builder().add(ConfigWriter.yaml(config)).build().hex());
    return new DetectorBundle(
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            dataset.categories(),
            spec,
            encoderSpec(),
            source.generators(),
            source.budget(),
            source.order(),
            source.ranking(),
            classifier.kind(),
            classifier.calibration(),
            config.detection(),
            OperatingPoint.of(0, new OperatingPoint.Stated("not chosen yet")),
            provenance,
            dataset.images().stream().anyMatch(image -> image.exif() == ExifRule.UPRIGHT)
                ? ExifRule.UPRIGHT
                : ExifRule.AS_STORED,
            0),
        Weights.of(
            weights.source(),
            Stream.concat(weights.tensors().stream(), classifier.tensors().stream()).toList()),
        classifier.model());
  }
}
