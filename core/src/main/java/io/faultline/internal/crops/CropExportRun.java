package io.faultline.internal.crops;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.finetuning.FineTuneOptions.WarpOptions;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.provenance.UnfinishedFolder;
import io.faultline.internal.region.CropExport;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.settings.NegativesConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RankingStage;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.text.VisibleText;
import io.faultline.internal.training.ProofSplit;
import io.faultline.internal.training.TrainingRegions;
import io.faultline.internal.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the regions that a training on a dataset would learn from and be judged on as picture
 * files, for other tools: the same proposals, labels, negatives and split as {@link TrainingRun}
 * with the same configuration. {@link CropTrainingRun} reads the folder.
 *
 * <p>The folder gets {@code train} and {@code validation} with the crops, named as {@link
 * io.faultline.internal.region.CropName} says; {@code classes.txt}, whose first line names label 1;
 * {@code config.yaml}; and {@code manifest.csv} with photo, group, exact IoU and box of each crop.
 * Crops are cut from whole photos, also where a long photo was searched in tiles.
 */
public final class CropExportRun {
  /** More crops of a photo than this are mostly background, and a hint is due. */
  private static final int MANY_PER_PHOTO = 100;

  private final Dataset dataset;
  private final PipelineConfig config;
  private final CropExport.Options options;
  private final CropFiles files;
  private final GroupRule rule;
  private final RunContext context;
  private final PhotoCache photos = new PhotoCache();
  private final List<String> names;

  private CropExportRun(
      Dataset dataset,
      PipelineConfig config,
      CropExport.Options options,
      Path folder,
      GroupRule rule,
      RunContext context) {
    this.dataset = dataset;
    this.config = config;
    this.options = options;
    this.files = new CropFiles(folder);
    this.rule = rule;
    this.context = context;
    this.names = names(dataset.categories());
  }

  /**
   * What was written.
   *
   * @param names by label: the background, then the classes
   * @param train crops to learn from
   * @param validation crops to judge by; no photos where nothing is held out
   * @param unreadable photos that gave no crops
   */
  public record Result(
      List<String> names, Side train, Side validation, List<UnreadablePhoto> unreadable) {
    /** Copies the lists. */
    public Result {
      names = List.copyOf(names);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * One side of the split.
   *
   * @param photos that gave crops
   * @param crops by label
   */
  public record Side(long photos, List<Long> crops) {
    /** Copies the list. */
    public Side {
      crops = List.copyOf(crops);
    }
  }

  /**
   * Exports the crops of a dataset.
   *
   * @param config side and context of the crops are {@code fine-tune.warp.crop-side} and {@code
   *     fine-tune.warp.context-padding}
   * @param extension {@code jpg} or {@code png}
   * @param folder new or empty, or one where an export was stopped midway
   * @throws FaultlineException with {@code INPUT} for a dataset without photos or objects, {@code
   *     OUTPUT} where the folder cannot be written, holds other files, or lies among the photos
   */
  public static Result run(
      Dataset dataset, PipelineConfig config, String extension, Path folder, RunContext context) {
    TrainingRun.requireObjects(dataset);
    requireApart(dataset, folder);
    WarpOptions warp = config.fineTune().warp();
    CropExport.Options options =
        new CropExport.Options(warp.cropSide(), warp.contextPadding(), extension);
    UnfinishedFolder unfinished = new CropFiles(folder).unfinished();
    unfinished.begin();
    CropExportRun run;
    try {
      GroupRule rule = PhotoGroups.of(dataset, config, context);
      ProofSplit split = ProofSplit.of(dataset, config, rule);
      Dataset learnt = split.rest();
      if (!split.proof().images().isEmpty()) {
        context
            .progress()
            .note(
                split.proof().images().size()
                    + " photos are not exported: operating-point.target-recall sets them aside for"
                    + " the proof");
      }
      run = new CropExportRun(learnt, config, options, folder, rule, context);
    } catch (FaultlineException e) {
      unfinished.end(); // Nothing was begun.
      throw e;
    }
    Result result = run.run();
    unfinished.end();
    return result;
  }

  /** As a training on the crops needs it. */
  private static PipelineConfig forCrops(PipelineConfig config) {
    return config.with("fine-tune.regime=warp");
  }

  /** The background and the classes, by label. */
  static List<String> names(List<Category> categories) {
    return Stream.concat(
            Stream.of("background"), categories.stream().map(one -> VisibleText.line(one.name())))
        .toList();
  }

  /** Crops among the photos would be taken for photos by the next that reads the folder. */
  private static void requireApart(Dataset dataset, Path folder) {
    try {
      Set<Path> asked = new HashSet<>();
      for (ImageRecord image : dataset.images()) {
        Path beside = Objects.requireNonNull(image.path().toAbsolutePath().getParent());
        if (asked.add(beside)
            && (CropFiles.isIn(folder, beside) || CropFiles.isIn(image.path(), folder))) {
          throw new FaultlineException(
              Problem.OUTPUT,
              folder
                  + ": photos of the dataset lie here, such as "
                  + image.path()
                  + ", and crops would be taken for photos; name a folder elsewhere");
        }
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, folder + ": cannot be reached (" + IoReason.of(e) + ")", e);
    }
  }

  private Result run() {
    Set<String> heldOut = TrainingRegions.heldOut(dataset, config, rule, context);
    AtomicFile.write(files.config(), ConfigWriter.yaml(forCrops(config)));
    AtomicFile.write(files.classes(), String.join("\n", names.subList(1, names.size())) + "\n");
    ProposalSource asked = ProposalSource.of(config);
    List<Piece> pieces = asked.pieces(dataset.images());
    ProposalSource source =
        RankingStage.run(asked, pieces, heldOut, photos, new RunSeed(config.seed()), context);
    ProposalStage.Result proposed =
        ProposalStage.run(pieces, source.generator(), photos, files.proposals(), context);
    Map<String, LabelledRegions> regions = regions(heldOut, proposed);
    advise(regions);
    ReadablePhotos<ImageRecord, List<CropManifest.Row>> written =
        write(heldOut, regions, proposed.unreadable().size());
    List<CropManifest.Row> rows =
        written.done().stream().flatMap(done -> done.result().stream()).toList();
    new CropManifest(rows).write(files.manifest());
    delete(files.proposals());
    List<UnreadablePhoto> unreadable = new ArrayList<>(proposed.unreadable());
    unreadable.addAll(written.unreadable());
    return new Result(names, side(false, rows), side(true, rows), unreadable);
  }

  /** By the photo's name its regions in the pixels of the whole photo, truth boxes first. */
  private Map<String, LabelledRegions> regions(Set<String> heldOut, ProposalStage.Result proposed) {
    Dataset pieces =
        new Dataset(dataset.categories(), proposed.pieces().stream().map(Piece::record).toList());
    TrainingRegions labelled = TrainingRegions.of(heldOut, pieces, proposed, config, photos);
    Map<Long, LabelledRegions> byPiece = new HashMap<>();
    for (List<TrainingPhoto> side : List.of(labelled.train(), labelled.heldOut())) {
      side.forEach(piece -> byPiece.put(piece.regions().imageId(), piece.regions()));
    }
    Map<String, List<Region>> byPhoto = new HashMap<>();
    for (Piece piece : proposed.pieces()) {
      List<Region> whole =
          byPhoto.computeIfAbsent(piece.record().fileName(), name -> new ArrayList<>());
      byPiece
          .getOrDefault(piece.record().id(), new LabelledRegions(0, List.of()))
          .regions()
          .stream()
          .map(region -> shifted(region, piece))
          .forEach(whole::add);
    }
    Map<String, LabelledRegions> regions = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      List<Region> whole = byPhoto.getOrDefault(image.fileName(), List.of());
      regions.put(
          image.fileName(),
          new LabelledRegions(
              image.id(),
              whole.stream()
                  .distinct() // Tiles overlap.
                  .sorted(Comparator.comparing(region -> !region.truth()))
                  .toList()));
    }
    return regions;
  }

  /** In the photo's pixels; the object, which counts in the piece, is left out. */
  private static Region shifted(Region region, Piece piece) {
    return new Region(
        region.box().shift(piece.tile().x(), piece.tile().y()),
        region.iou(),
        region.label(),
        region.truth());
  }

  private void advise(Map<String, LabelledRegions> regions) {
    long crops = regions.values().stream().mapToLong(photo -> photo.regions().size()).sum();
    if (config.region().negatives().kind() == NegativesConfig.Kind.ALL
        && crops > (long) MANY_PER_PHOTO * regions.size()) {
      context
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "%,d crops, %d per photo, nearly all of them background;"
                      + " region.negatives.kind=per-band with region.negatives.count=10 keeps at"
                      + " most 10 per photo and tenth of IoU",
                  crops,
                  crops / regions.size()));
    }
  }

  private ReadablePhotos<ImageRecord, List<CropManifest.Row>> write(
      Set<String> heldOut, Map<String, LabelledRegions> regions, int unreadable) {
    CropExport train =
        new CropExport(files.folder().resolve(CropFiles.side(false)), dataset, options);
    CropExport validation =
        new CropExport(files.folder().resolve(CropFiles.side(true)), dataset, options);
    List<ImageRecord> images =
        dataset.images().stream().filter(image -> !of(image, regions).regions().isEmpty()).toList();
    int without = dataset.images().size() - unreadable - images.size();
    if (without > 0) {
      context
          .progress()
          .note(
              without
                  + (without == 1 ? " photo gives" : " photos give")
                  + " no crop: no proposal, or no negative that is kept (region.negatives)");
    }
    return ReadablePhotos.map(
        context,
        "crops",
        images,
        ImageRecord::fileName,
        image -> {
          boolean held = heldOut.contains(image.fileName());
          return write(held ? validation : train, held, image, of(image, regions));
        });
  }

  private static LabelledRegions of(ImageRecord image, Map<String, LabelledRegions> regions) {
    return regions.getOrDefault(image.fileName(), new LabelledRegions(image.id(), List.of()));
  }

  private List<CropManifest.Row> write(
      CropExport export, boolean heldOut, ImageRecord image, LabelledRegions regions) {
    List<Path> written = export.write(photos.get(image), regions);
    List<CropManifest.Row> rows = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Region region = regions.regions().get(i);
      rows.add(
          new CropManifest.Row(
              CropFiles.side(heldOut) + "/" + written.get(i).getFileName(),
              image.fileName(),
              rule.group(image),
              i,
              region,
              names.get(region.label())));
    }
    return rows;
  }

  private Side side(boolean heldOut, List<CropManifest.Row> rows) {
    long[] counts = new long[names.size()];
    Set<String> seen = new HashSet<>();
    for (CropManifest.Row row : rows) {
      if (row.file().startsWith(CropFiles.side(heldOut) + "/")) {
        counts[row.region().label()]++;
        seen.add(row.photo());
      }
    }
    return new Side(seen.size(), Arrays.stream(counts).boxed().toList());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new FaultlineException(Problem.OUTPUT, file + ": cannot be deleted", e);
    }
  }
}
