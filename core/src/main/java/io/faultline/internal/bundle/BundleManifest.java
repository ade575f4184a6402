package io.faultline.internal.bundle;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import io.faultline.image.ExifRule;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.proposal.ProposalGenerator;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything about a stored detector but its numbers; {@code manifest.json} in the bundle.
 *
 * @param formatVersion {@link #FORMAT_VERSION}; others are refused
 * @param categories the classes, in the order of the classifier's columns
 * @param network the shape of the network
 * @param encoder how regions reach it
 * @param proposals generator names joined by {@code +}
 * @param proposalBudget boxes per photo (or tile), at most
 * @param proposalOrder which boxes the budget keeps
 * @param proposalRanking the weights of the order that was learnt; none where none was
 * @param classifier what scores the regions
 * @param calibration what makes probabilities of its scores, one per class; none for a classifier
 *     that is taken at its word
 * @param options what becomes of scored regions
 * @param operatingPoint from which scores the detector speaks, and why
 * @param provenance where the model came from: fingerprints, seed, versions
 * @param exif how photos are to be read: as those were that it learnt from
 * @param overlapShare how much of a score says how well the box fits, in [0, 1]; 0 asks only for
 *     its class
 */
public record BundleManifest(
    int formatVersion,
    List<Category> categories,
    NetworkSpec network,
    EncoderSpec encoder,
    String proposals,
    int proposalBudget,
    ProposalOrder proposalOrder,
    List<Double> proposalRanking,
    ClassifierKind classifier,
    List<Calibration> calibration,
    DetectorOptions options,
    OperatingPoint operatingPoint,
    Map<String, String> provenance,
    ExifRule exif,
    double overlapShare) {
  /** The version that this program writes and reads. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAX_BUDGET = 100_000;

  /** Checks what the parts do not check themselves. */
  public BundleManifest {
    requireNoNull("categories", categories);
    requireNoNull("calibration", calibration);
    requireNoNull("proposalRanking", proposalRanking);
    requireNoNull("provenance", provenance.values());
    categories = List.copyOf(categories);
    calibration = List.copyOf(calibration);
    proposalRanking = List.copyOf(proposalRanking);
    provenance = Map.copyOf(provenance);
    requireDifferent(categories);
    if (!(overlapShare >= 0 && overlapShare <= 1)) {
      throw new IllegalArgumentException(
          "overlap-share is " + overlapShare + "; it must be in [0, 1]");
    }
    if (proposalBudget < 1 || proposalBudget > MAX_BUDGET) {
      throw new IllegalArgumentException(
          "proposal-budget is " + proposalBudget + "; it must be 1 to " + MAX_BUDGET);
    }
    try {
      ProposalGenerator unused =
          ProposalGenerators.parse(proposals, proposalBudget, proposalOrder, proposalRanking);
    } catch (FaultlineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (categories.size() != network.classes()) {
      throw new IllegalArgumentException(
          "network has " + network.classes() + " classes, the manifest names " + categories.size());
    }
    for (Map.Entry<String, OperatingPoint.OfClass> own : operatingPoint.classes().entrySet()) {
      if (!categories.contains(new Category(own.getValue().category(), own.getKey()))) {
        throw new IllegalArgumentException(
            "operating-point has the class "
                + own.getKey()
                + " with category "
                + own.getValue().category()
                + ", which is none of the categories");
      }
    }
    if (!calibration.isEmpty() && calibration.size() != categories.size()) {
      throw new IllegalArgumentException(
          calibration.size() + " calibrations do not fit " + categories.size() + " classes");
    }
  }

  private static void requireNoNull(String field, Collection<?> values) {
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(field + " has null among its values");
    }
  }

  private static void requireDifferent(List<Category> categories) {
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Category category : categories) {
      String name = category.name();
      if (name == null || name.isBlank()) {
        throw new IllegalArgumentException("category " + category.id() + " has no name");
      }
      if (!ids.add(category.id()) || !names.add(name)) {
        throw new IllegalArgumentException(
            "two categories have the id " + category.id() + " or the name " + name);
      }
    }
  }

  /** What proposes the boxes. */
  public ProposalGenerator generator() {
    return ProposalGenerators.parse(proposals, proposalBudget, proposalOrder, proposalRanking);
  }

  /** From which scores detections are reported. */
  public Thresholds thresholds() {
    return operatingPoint.thresholds();
  }

  BundleManifest withOperatingPoint(OperatingPoint point) {
    return with(options, point, provenance, overlapShare);
  }

  BundleManifest withProvenance(Map<String, String> other) {
    return with(options, operatingPoint, other, overlapShare);
  }

  BundleManifest withOverlapShare(double share) {
    return with(options, operatingPoint, provenance, share);
  }

  BundleManifest withOptions(DetectorOptions other) {
    OperatingPoint point = operatingPoint.because("chosen for other options of detection");
    return with(other, point, provenance, overlapShare);
  }

  BundleManifest withClassifier(ClassifierKind other, List<Calibration> otherCalibration) {
    return new BundleManifest(
        formatVersion,
        categories,
        network,
        encoder,
        proposals,
        proposalBudget,
        proposalOrder,
        proposalRanking,
        other,
        otherCalibration,
        options,
        operatingPoint.because("chosen for another classifier"),
        provenance,
        exif,
        overlapShare);
  }

  private BundleManifest with(
      DetectorOptions newOptions,
      OperatingPoint newPoint,
      Map<String, String> newProvenance,
      double newShare) {
    return new BundleManifest(
        formatVersion,
        categories,
        network,
        encoder,
        proposals,
        proposalBudget,
        proposalOrder,
        proposalRanking,
        classifier,
        calibration,
        newOptions,
        newPoint,
        newProvenance,
        exif,
        newShare);
  }
}
