package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.StoredRegions;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.detection.PhotoMemory;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.settings.NegativesConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The labelled regions of one photo with their features, as a training computes them: for work that
 * is spread over photos. The model gives proposals, tiles and network; the configuration says how
 * regions are labelled and drawn. May be used from several threads at once.
 */
public final class PhotoFeatures {
  private final RegionDetector detector;
  private final Dataset categories;
  private final RegionLabeler labeler;
  private final NegativesConfig negatives;
  private final RunSeed seed;
  private final FeatureDraw draw;
  private final ProposalSource source;
  private final PhotoMemory memory = new PhotoMemory();

  /**
   * Features of a frozen network.
   *
   * @param detector stays the caller's
   * @param categories of the dataset, whose order numbers the labels
   * @throws FaultlineException with {@code USAGE} as {@link #requireSpread}
   */
  public PhotoFeatures(RegionDetector detector, PipelineConfig config, List<Category> categories) {
    requireSpread(config);
    this.detector = detector;
    this.categories = new Dataset(categories, List.of());
    labeler = new RegionLabeler(config.region().labels());
    negatives = config.region().negatives();
    seed = new RunSeed(config.seed());
    draw = FeatureDraw.of(config, config.classifier().store().rowsPerPhoto(), seed);
    source = ProposalSource.of(detector.manifest());
  }

  /**
   * Refuses settings under which the regions of a photo depend on other photos.
   *
   * @throws FaultlineException with {@code USAGE}
   */
  public static void requireSpread(PipelineConfig config) {
    if (config.region().negatives().kind() == NegativesConfig.Kind.HARDEST) {
      throw new FaultlineException(
          Problem.USAGE,
          "region.negatives.kind is hardest, which compares all photos; features of single photos"
              + " need all, per-band or largest");
    }
  }

  /**
   * The regions of a piece.
   *
   * @param piece the photo, or a tile of it
   * @param boxes in pixels of the photo
   * @param rows label, overlap, weight and features of each box
   */
  public record PieceRegions(Piece piece, List<Box> boxes, StoredRegions rows) {
    /** Copies the list. */
    public PieceRegions {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * The regions of a photo, piece by piece; a piece without regions is left out.
   *
   * @param photo with labels in categories of the dataset
   * @param firstPiece the number of the photo's first piece among those of the dataset, from 1 on
   * @param heldOut whether classifiers are calibrated on the photo instead of learning from it
   * @throws FaultlineException with {@code INPUT} if the photo cannot be read
   */
  public List<PieceRegions> of(ImageRecord photo, long firstPiece, boolean heldOut) {
    return memory.work(
        photo.fileName(),
        () -> {
          PhotoCache pixels = new PhotoCache();
          List<PieceRegions> regions = new ArrayList<>();
          for (Piece piece : source.pieces(photo, firstPiece)) {
            regions(piece, piece.raster(pixels), heldOut, regions);
          }
          return List.copyOf(regions);
        });
  }

  private void regions(Piece piece, Raster raster, boolean heldOut, List<PieceRegions> into) {
    LabelledRegions labelled =
        labeler.label(categories, piece.record(), detector.proposals(raster));
    LabelledRegions selected = negatives.selection().select(List.of(labelled), seed).get(0);
    FeatureDraw.Drawn drawn = heldOut ? draw.toJudge(selected) : draw.toLearn(selected);
    if (!drawn.regions().isEmpty()) {
      List<Box> boxes = drawn.boxes();
      into.add(
          new PieceRegions(
              piece,
              boxes.stream().map(box -> box.shift(piece.tile().x(), piece.tile().y())).toList(),
              drawn.rows(piece.record().id(), detector.features(raster, boxes))));
    }
  }
}
