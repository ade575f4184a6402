package io.faultline.internal.bundle;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.calibration.CalibratedClassifier;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.duplicates.KnownPhotos;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.regression.OverlapEstimator;
import io.faultline.internal.weights.Int8Weights;
import io.faultline.internal.weights.SafetensorsFile;
import io.faultline.internal.weights.SafetensorsWriter;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A detector as a file: a zip archive, entries stored without compression, of
 *
 * <ul>
 *   <li>{@code manifest.json}, the {@link BundleManifest};
 *   <li>{@code network.safetensors}, the weights of trunk (torchvision's names), head, support
 *       vector machines and box regression; or {@code network-int8.safetensors}, which holds them
 *       as {@link Int8Weights};
 *   <li>{@code classifier.ubj} or {@code classifier.txt}, XGBoost's or LightGBM's own format, where
 *       one of them scores the regions.
 * </ul>
 *
 * <p>{@code docs/reference/model-bundle.md} has every field. Nothing in it is executed. One file is
 * written whole or not at all, so a full disk leaves an older model intact.
 */
public final class DetectorBundle {
  private static final String NETWORK = "network.safetensors";

  /** Instead of {@link #NETWORK}: the same, with a byte for a value. */
  private static final String NETWORK_INT8 = "network-int8.safetensors";

  /** Every name that an entry of a bundle can have. */
  private static final Set<String> ENTRIES =
      Stream.concat(
              Stream.of(ManifestReader.NAME, NETWORK, NETWORK_INT8),
              ClassifierKind.all().stream().map(ClassifierKind::entry))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));

  /**
   * Entries of the metadata of {@link #NETWORK}, which programs that do not know them pass over.
   */
  private static final String LEARNT = "faultline-learnt-photos";

  private static final String HELD_OUT = "faultline-held-out-photos";

  private final BundleManifest manifest;
  private final Weights weights;
  private final byte[] trees;
  private final TrainingPhotos photos;

  /** The file, for messages; empty for a bundle in memory. */
  private final String source;

  /** A detector whose regions the network's own head or support vector machines score. */
  public DetectorBundle(BundleManifest manifest, Weights weights) {
    this(manifest, weights, new byte[0]);
  }

  /**
   * A detector whose regions are scored as the manifest says.
   *
   * @param trees the model of XGBoost (UBJ) or LightGBM (text) where the manifest names one of
   *     them, otherwise empty
   * @throws IllegalArgumentException where trees are there but not named, or the reverse
   * @throws FaultlineException with {@link Problem#MODEL} where a tensor has a value that is not
   *     finite, or so large that no training gives it
   */
  public DetectorBundle(BundleManifest manifest, Weights weights, byte[] trees) {
    this(manifest, weights, trees, TrainingPhotos.UNKNOWN, "");
  }

  private DetectorBundle(
      BundleManifest manifest,
      Weights weights,
      byte[] trees,
      TrainingPhotos photos,
      String source) {
    if ((trees.length > 0) == manifest.classifier().entry().isEmpty()) {
      throw new IllegalArgumentException("trees and the manifest's classifier do not fit");
    }
    this.manifest = manifest;
    this.weights = weights.checked();
    this.trees = trees.clone();
    this.photos = photos;
    this.source = source;
  }

  /** What the detector is made of. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** Trunk and head. */
  public Weights weights() {
    return weights;
  }

  /** What the photos of the training look like, where the bundle knows. */
  public TrainingPhotos photos() {
    return photos;
  }

  /** The same detector that knows the photos of its training. */
  public DetectorBundle withPhotos(TrainingPhotos known) {
    return new DetectorBundle(manifest, weights, trees, known, source);
  }

  /** The same detector whose scores know how well boxes fit. */
  public DetectorBundle with(OverlapEstimator overlap) {
    Stream<NamedTensor> others =
        weights.tensors().stream().filter(tensor -> !OverlapEstimator.holds(tensor.name()));
    Weights joined =
        Weights.of(weights.source(), Stream.concat(others, overlap.tensors().stream()).toList());
    return new DetectorBundle(
        manifest.withOverlapShare(overlap.share()), joined, trees, photos, source);
  }

  /**
   * The same network with another classifier, which is stored in a format of its own.
   *
   * @param model the bytes of the classifier's entry
   * @param calibration one for each class, or none
   */
  public DetectorBundle withClassifier(
      ClassifierKind kind, byte[] model, List<Calibration> calibration) {
    return new DetectorBundle(
        manifest.withClassifier(kind, calibration), weights, model, photos, source);
  }

  /** The same detector that speaks from other scores on. */
  public DetectorBundle withOperatingPoint(OperatingPoint point) {
    return new DetectorBundle(manifest.withOperatingPoint(point), weights, trees, photos, source);
  }

  /** The same detector that says otherwise where it came from. */
  public DetectorBundle withProvenance(Map<String, String> provenance) {
    return new DetectorBundle(manifest.withProvenance(provenance), weights, trees, photos, source);
  }

  /** The same detector that does otherwise with scored regions. */
  public DetectorBundle withOptions(DetectorOptions options) {
    return new DetectorBundle(manifest.withOptions(options), weights, trees, photos, source);
  }

  /**
   * What scores the regions, calibrated where the manifest says how; close it.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where it cannot be read, or tells other
   *     classes apart than the manifest names
   */
  public RegionClassifier classifier() {
    RegionClassifier raw = raw();
    require("classes", raw.classes(), manifest.network().classes());
    require("features", raw.columns(), manifest.network().featureDimension());
    return manifest.calibration().isEmpty()
        ? raw
        : new CalibratedClassifier(raw, manifest.calibration());
  }

  private void require(String what, int found, int named) {
    if (found != named) {
      throw new FaultlineException(
          Problem.MODEL,
          (source.isEmpty() ? "" : source + ": ")
              + "the classifier "
              + manifest.classifier().text()
              + " is of "
              + found
              + " "
              + what
              + "; the manifest's network has "
              + named);
    }
  }

  /** A fault in a model of its own names the file it is in. */
  private RegionClassifier raw() {
    try {
      return manifest.classifier().type().read(weights, trees);
    } catch (FaultlineException e) {
      String entry = manifest.classifier().entry();
      throw source.isEmpty() || entry.isEmpty()
          ? e
          : new FaultlineException(e.problem(), source + ": " + entry + ": " + e.getMessage(), e);
    }
  }

  /** What moves boxes onto their objects, where the detector has learnt it. */
  public Optional<BoxRegressor> regressor() {
    return BoxRegressor.of(
        weights, manifest.network().classes(), manifest.network().featureDimension());
  }

  /** What says how well moved boxes fit, where the detector has learnt it. */
  public Optional<OverlapEstimator> overlap() {
    double share = manifest.overlapShare();
    return share > 0
        ? Optional.of(OverlapEstimator.of(weights, manifest.network().featureDimension(), share))
        : Optional.empty();
  }

  /** Writes the bundle whole, or throws with {@link Problem#OUTPUT} and leaves the old one. */
  public void write(Path file) {
    AtomicFile.write(file, this::write);
  }

  /**
   * As {@link #write(Path)}, in a quarter of the size: weights are rounded as {@link Int8Weights}
   * rounds them, and are read rounded.
   */
  public void writeInt8(Path file) {
    AtomicFile.write(file, out -> write(out, NETWORK_INT8));
  }

  /**
   * Writes the bundle to a stream, which stays open; the bytes are those of the file.
   *
   * @throws IOException what the stream throws
   */
  public void write(OutputStream out) throws IOException {
    write(out, NETWORK);
  }

  private void write(OutputStream out, String entry) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    store(zip, ManifestReader.NAME, ManifestReader.write(manifest));
    ByteArrayOutputStream network = new ByteArrayOutputStream();
    if (entry.equals(NETWORK_INT8)) {
      Int8Weights.write(network, weights, metadata());
    } else {
      SafetensorsWriter.write(network, weights, metadata());
    }
    store(zip, entry, network.toByteArray());
    if (trees.length > 0) {
      store(zip, manifest.classifier().entry(), trees);
    }
    zip.finish();
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    if (photos.learnt().size() > 0) {
      metadata.put(LEARNT, photos.learnt().text());
    }
    if (photos.heldOut().size() > 0) {
      metadata.put(HELD_OUT, photos.heldOut().text());
    }
    return metadata;
  }

  private static KnownPhotos photos(SafetensorsFile network, String key, String name) {
    String text = network.metadata().getOrDefault(key, "");
    return KnownPhotos.parse(text)
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.MODEL, name + ": " + NETWORK + ": " + key + " is damaged"));
  }

  /** The bundle as the bytes of its file. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out);
    } catch (IOException e) { // Memory throws none.
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a bundle.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where the file is missing, damaged, of
   *     another version, or holds something unknown
   */
  public static DetectorBundle read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new FaultlineException(
          Problem.MODEL, file + ": no model is there; train writes one to RUN/model");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw noModel(file.toString(), e);
    }
  }

  /** Whether a file begins as a bundle does: an archive whose first entry is the manifest. */
  public static boolean isBundle(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return BundleArchive.beginsWith(in.readNBytes(64), ManifestReader.NAME);
    } catch (IOException e) { // Whoever reads it next says why it cannot be read.
      return false;
    }
  }

  /**
   * As {@link #read(Path)}, from the bytes of a file.
   *
   * @param name how messages call it
   */
  public static DetectorBundle read(byte[] bytes, String name) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, name);
    } catch (IOException e) {
      throw noModel(name, e);
    }
  }

  /**
   * As {@link #read(Path)}, from a stream, which is read to its end and stays open.
   *
   * @param name how messages call it
   * @throws IOException what the stream throws
   */
  public static DetectorBundle read(InputStream in, String name) throws IOException {
    return read(in.readAllBytes(), name);
  }

  private static DetectorBundle read(InputStream in, long length, String name) throws IOException {
    BundleArchive archive = BundleArchive.read(in, length, name, ENTRIES);
    BundleManifest manifest = ManifestReader.read(archive.read(ManifestReader.NAME), name);
    boolean int8 = archive.entries().containsKey(NETWORK_INT8);
    if (int8 && archive.entries().containsKey(NETWORK)) {
      throw new FaultlineException(
          Problem.MODEL, name + ": holds both " + NETWORK + " and " + NETWORK_INT8);
    }
    String tensors = int8 ? NETWORK_INT8 : NETWORK;
    SafetensorsFile network =
        SafetensorsFile.read(
            new ByteArrayInputStream(archive.read(tensors)), name + ": " + tensors);
    TrainingPhotos photos =
        new TrainingPhotos(photos(network, LEARNT, name), photos(network, HELD_OUT, name));
    String entry = manifest.classifier().entry();
    byte[] trees = entry.isEmpty() ? new byte[0] : archive.read(entry);
    Weights weights = int8 ? Int8Weights.read(network) : network.weights();
    return new DetectorBundle(manifest, weights, trees, photos, name);
  }

  private static FaultlineException noModel(String name, IOException cause) {
    return new FaultlineException(
        Problem.MODEL, name + ": is not a Faultline model, or is damaged", cause);
  }

  /** Stored entries with a fixed time: equal detectors are equal files. */
  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(BundleArchive.crc(bytes));
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
