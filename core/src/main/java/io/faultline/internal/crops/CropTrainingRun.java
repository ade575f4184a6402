package io.faultline.internal.crops;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.finetuning.FineTuneOptions;
import io.faultline.internal.finetuning.FineTuning;
import io.faultline.internal.finetuning.Regime;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.results.Csv;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.WeightsChoice;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.RunLog;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.training.FineTuneStage;
import io.faultline.internal.training.StageClock;
import io.faultline.internal.training.TrainingRegions;
import io.faultline.internal.training.TrainingRun;
import io.faultline.internal.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fine-tunes a network on a folder of crops, in the {@code warp} regime, and reports on the
 * validation crops, and apart from these on test crops, which did not choose the epoch. The folder
 * is one of {@link CropExportRun}, or was made by other tools in the same naming scheme ({@link
 * io.faultline.internal.region.CropName}): without {@code manifest.csv} and {@code classes.txt},
 * with pictures of any kind that is read, in folders {@code train}, {@code validation} (or {@code
 * valid}, {@code val}) and {@code test}, or all together. Without a validation folder some photos'
 * crops are held out, by {@code data.held-out} and {@code data.group}.
 *
 * <p>The run folder gets the network ({@link RunFolder#weights}), a model of it, epochs, curves,
 * the answers for every validation and test crop and a page. Photos were not seen, so nothing has
 * chosen the model's threshold: it is 0.5 until {@link PromiseRun} or a person sets another.
 */
public final class CropTrainingRun {
  /** So many files that are left out are named at once; all stand in a table. */
  private static final int NAMED = 20;

  private final PipelineConfig config;
  private final RunFolder folder;
  private final RunContext context;
  private final StageClock clock;
  private final PhotoCache photos = new PhotoCache();

  private CropTrainingRun(PipelineConfig config, RunFolder folder, RunContext context) {
    this.config = config;
    this.folder = folder;
    this.context = context;
    this.clock = new StageClock(context.nanoTime());
  }

  /**
   * What came out.
   *
   * @param names by label: the background, then the classes
   * @param train crops that were learnt from
   * @param validation crops that chose the best epoch, and that the report is on
   * @param test crops that neither taught nor chose anything
   * @param epochs one line per epoch
   * @param bestEpoch whose weights are kept
   * @param report on the validation crops; none where there are none
   * @param testReport on the test crops; none where there are none
   * @param leftOut files that were not used
   * @param seconds by stage
   */
  public record Result(
      List<String> names,
      CropExportRun.Side train,
      CropExportRun.Side validation,
      CropExportRun.Side test,
      List<EpochLog> epochs,
      int bestEpoch,
      Optional<RegionReport> report,
      Optional<RegionReport> testReport,
      List<UnreadablePhoto> leftOut,
      Map<String, Double> seconds) {
    /** Copies the collections. */
    public Result {
      names = List.copyOf(names);
      epochs = List.copyOf(epochs);
      leftOut = List.copyOf(leftOut);
      seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }

    /** The numbers of the run, as they stand in its folder. */
    public MetricsJson metrics() {
      MetricsJson timed = MetricsJson.training(seconds);
      MetricsJson judged = report.map(timed::with).orElse(timed);
      return testReport.map(judged::withTest).orElse(judged);
    }
  }

  /**
   * The defaults for a folder of crops: those of the product with regime {@code warp}, and with the
   * side and context of the crops where the export says them.
   */
  public static PipelineConfig defaults(Path crops) {
    List<String> sets = new ArrayList<>(List.of("fine-tune.regime=warp"));
    Path exported = new CropFiles(crops).config();
    if (Files.isRegularFile(exported)) {
      try {
        FineTuneOptions.WarpOptions warp = PipelineConfig.read(exported).fineTune().warp();
        sets.add("fine-tune.warp.crop-side=" + warp.cropSide());
        sets.add("fine-tune.warp.context-padding=" + warp.contextPadding());
      } catch (FaultlineException e) {
        // Another tool's file, or another version's.
      }
    }
    return PipelineConfig.DEFAULT.with(sets.toArray(String[]::new));
  }

  /**
   * Trains on a folder.
   *
   * @param asked of regime {@code warp} and with the network's own head; what it says about
   *     proposals goes into the model, and what it says about labels is not used
   * @param folder where weights, model, configuration and reports go
   * @throws FaultlineException with {@code INPUT} where the folder holds no crops, none can be
   *     read, or none shows an object; {@code USAGE} for a configuration that needs photos; {@code
   *     MODEL} for weights that do not fit; {@code OUTPUT} where the run folder cannot be written
   */
  public static Result run(Path crops, PipelineConfig asked, RunFolder folder, RunContext context) {
    requireCropsWillDo(asked);
    PipelineConfig config =
        asked.network().startsAutomatically() ? asked.withWeights(WeightsChoice.NONE) : asked;
    requireApart(crops, folder);
    Libtorch.useThreads(context.threads());
    return RunLog.keep(
        folder.log(),
        context,
        List.of(),
        logged -> {
          Result result = new CropTrainingRun(config, folder, logged).run(crops);
          result.metrics().write(folder.metrics());
          return result;
        });
  }

  private static void requireCropsWillDo(PipelineConfig config) {
    if (config.fineTune().regime() != Regime.WARP) {
      throw new FaultlineException(
          Problem.USAGE,
          "fine-tune.regime is shared; crops are passed one by one: it must be warp");
    }
    if (!config.classifier().kind().kinds().equals(List.of(ClassifierKind.HEAD))) {
      throw new FaultlineException(
          Problem.USAGE,
          "classifier.kind is not head; other classifiers learn from photos: train them with --data"
              + " and these weights");
    }
    if (config.operatingPoint().target().isPresent()) {
      throw new FaultlineException(
          Problem.USAGE,
          "operating-point.target-recall is set; a recall is proved on photos: use promise");
    }
  }

  /** The run's files would be taken for those of the crops. */
  private static void requireApart(Path crops, RunFolder folder) {
    try {
      if (CropFiles.isIn(folder.path(), crops)) {
        throw new FaultlineException(
            Problem.OUTPUT, folder.path() + ": the crops lie here; name a folder elsewhere");
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, folder.path() + ": cannot be reached (" + IoReason.of(e) + ")", e);
    }
  }

  private Result run(Path source) {
    CropFolder found = CropFolder.read(source, context);
    name(found.leftOut());
    LoadedCrops loader = new LoadedCrops(photos, context);
    ReadablePhotos<CropFolder.Crop, ImageRecord> read =
        clock.time("crops", () -> loader.read(found.crops()));
    List<UnreadablePhoto> leftOut = new ArrayList<>(found.leftOut());
    leftOut.addAll(read.unreadable());
    write(leftOut);
    if (read.done().isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          source + ": no crop can be read; the first: " + read.unreadable().get(0).line());
    }
    Map<CropFolder.Crop, ImageRecord> records = new LinkedHashMap<>();
    read.done().forEach(done -> records.put(done.photo(), done.result()));
    List<Category> categories =
        IntStream.range(1, found.names().size())
            .mapToObj(label -> new Category(label, found.names().get(label)))
            .toList();
    CropSides sides =
        CropSides.of(source, List.copyOf(records.keySet()), categories, config, context);
    CropExportRun.Side train = side(sides.train(), found.names());
    CropExportRun.Side validation = side(sides.validation(), found.names());
    requireObjects(source, found.names(), train, validation);
    AtomicFile.write(folder.config(), ConfigWriter.yaml(config));
    TrainingRegions regions =
        new TrainingRegions(
            loader.training(sides.train(), records),
            loader.training(sides.validation(), records),
            Set.of());
    try (RegionNetwork network =
        TrainingRun.network(config.network().spec(categories.size()), config, context)) {
      FineTuneStage stage = new FineTuneStage(config, folder, context);
      FineTuning.Result tuned =
          clock.time("fine-tuning", () -> stage.run(network, regions, categories));
      CropJudge judge =
          new CropJudge(network, config.fineTune().warp(), found.names(), photos, context);
      Optional<RegionReport> report =
          judged(CropFiles.VALIDATION, judge, sides.validation(), records, folder.answers());
      Optional<RegionReport> testReport =
          judged(CropFiles.TEST, judge, sides.test(), records, folder.testAnswers());
      SafetensorsWriter.write(folder.weights(), network.snapshot(), Map.of());
      CropModel.write(folder.model(), config, categories, network);
      stage.deleteCheckpoint();
      Result result =
          new Result(
              found.names(),
              train,
              validation,
              side(sides.test(), found.names()),
              tuned.epochs(),
              tuned.bestEpoch(),
              report,
              testReport,
              leftOut,
              clock.seconds());
      CropReport.write(folder.report(), result, config);
      return result;
    }
  }

  private Optional<RegionReport> judged(
      String stage,
      CropJudge judge,
      Map<String, List<CropFolder.Crop>> photos,
      Map<CropFolder.Crop, ImageRecord> records,
      Path answers) {
    if (photos.isEmpty()) {
      return Optional.empty();
    }
    List<CropJudge.Judged> judged = clock.time(stage, () -> judge.judge(stage, photos, records));
    judge.write(answers, judged);
    return Optional.of(judge.report(judged));
  }

  /** Names the first of the files that are left out. */
  private void name(List<UnreadablePhoto> leftOut) {
    leftOut.stream()
        .limit(NAMED)
        .forEach(file -> context.progress().note("left out: " + file.line()));
    if (leftOut.size() > NAMED) {
      context
          .progress()
          .note(
              "left out: "
                  + (leftOut.size() - NAMED)
                  + " more files; all stand in "
                  + folder.leftOut());
    }
  }

  private void write(List<UnreadablePhoto> leftOut) {
    if (leftOut.isEmpty()) {
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("file", "reason"));
    leftOut.forEach(file -> lines.add(List.of(file.fileName(), file.reason())));
    Csv.write(folder.leftOut(), lines);
  }

  private static CropExportRun.Side side(
      Map<String, List<CropFolder.Crop>> photos, List<String> names) {
    long[] counts = new long[names.size()];
    photos.values().forEach(crops -> crops.forEach(crop -> counts[crop.name().label()]++));
    return new CropExportRun.Side(photos.size(), Arrays.stream(counts).boxed().toList());
  }

  /** Without any object nothing can be learnt; what is learnt or judged by halves is said. */
  private void requireObjects(
      Path source, List<String> names, CropExportRun.Side train, CropExportRun.Side validation) {
    if (train.crops().stream().skip(1).allMatch(count -> count == 0)) {
      throw new FaultlineException(
          Problem.INPUT,
          source
              + ": no crop to learn from shows an object: the label in every name is 0 (names are"
              + " {image}.{counter}.{iou}.{label}.{ext})");
    }
    for (int label = 0; label < names.size(); label++) {
      if (train.crops().get(label) == 0) {
        context.progress().note("warning: no crop to learn from shows " + names.get(label));
      } else if (validation.photos() > 0 && validation.crops().get(label) == 0) {
        context
            .progress()
            .note(
                "no validation crop shows "
                    + names.get(label)
                    + ": its row of the report is empty");
      }
    }
  }
}
