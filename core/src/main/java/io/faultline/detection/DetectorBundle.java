package io.faultline.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.CalibratedClassifier;
import io.faultline.classifier.HeadClassifier;
import io.faultline.classifier.LightGbmClassifier;
import io.faultline.classifier.LinearSvm;
import io.faultline.classifier.RegionClassifier;
import io.faultline.classifier.XgBoostClassifier;
import io.faultline.network.SafetensorsFile;
import io.faultline.network.SafetensorsWriter;
import io.faultline.network.Weights;
import io.faultline.provenance.AtomicFile;
import io.faultline.regression.BoxRegressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A detector as a file: a zip archive, entries stored without compression, of
 *
 * <ul>
 *   <li>{@code manifest.json}, the {@link BundleManifest};
 *   <li>{@code network.safetensors}, the weights of trunk (torchvision's names), head, support
 *       vector machines and box regression;
 *   <li>{@code classifier.ubj} or {@code classifier.txt}, XGBoost's or LightGBM's own format, where
 *       one of them scores the regions.
 * </ul>
 *
 * <p>{@code docs/model-bundle.md} has every field. Nothing in it is executed. One file is written
 * whole or not at all, so a full disk leaves an older model intact.
 */
public final class DetectorBundle {
  private static final String MANIFEST = "manifest.json";
  private static final String NETWORK = "network.safetensors";

  /** What the JSON library adds for its own users. */
  private static final Pattern LIBRARY_TALK = Pattern.compile("(?s)(; `Deserial| \\(class ).*");

  /** The name of the network's own output layer. */
  public static final String HEAD_LAYER = "head.output";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final BundleManifest manifest;
  private final Weights weights;
  private final byte[] trees;

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
   */
  public DetectorBundle(BundleManifest manifest, Weights weights, byte[] trees) {
    if ((trees.length > 0) == manifest.classifier().entry().isEmpty()) {
      throw new IllegalArgumentException("trees and the manifest's classifier do not fit");
    }
    this.manifest = manifest;
    this.weights = weights;
    this.trees = trees.clone();
  }

  /** What the detector is made of. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** Trunk and head. */
  public Weights weights() {
    return weights;
  }

  /** The same detector that speaks from other scores on. */
  public DetectorBundle withOperatingPoint(OperatingPoint point) {
    return new DetectorBundle(manifest.withOperatingPoint(point), weights, trees);
  }

  /** The same detector that does otherwise with scored regions. */
  public DetectorBundle withOptions(DetectorOptions options) {
    return new DetectorBundle(manifest.withOptions(options), weights, trees);
  }

  /**
   * What scores the regions, calibrated where the manifest says how; close it.
   *
   * @throws FaultlineException with {@link Problem#MODEL} where it cannot be read, or tells other
   *     classes apart than the manifest names
   */
  RegionClassifier classifier() {
    RegionClassifier raw = raw();
    if (raw.classes() != manifest.network().classes()) {
      raw.close();
      throw new FaultlineException(
          Problem.MODEL,
          "the model's classifier tells "
              + raw.classes()
              + " classes apart; its manifest names "
              + manifest.network().classes());
    }
    return manifest.calibration().isEmpty()
        ? raw
        : new CalibratedClassifier(raw, manifest.calibration());
  }

  private RegionClassifier raw() {
    return switch (manifest.classifier()) {
      case HEAD -> HeadClassifier.of(weights, HEAD_LAYER);
      case SVM -> LinearSvm.of(weights);
      case XGBOOST -> XgBoostClassifier.load(trees);
      case LIGHTGBM -> LightGbmClassifier.load(trees);
    };
  }

  /** What moves boxes onto their objects, where the detector has learnt it. */
  Optional<BoxRegressor> regressor() {
    return BoxRegressor.of(
        weights, manifest.network().classes(), manifest.network().featureDimension());
  }

  /** Writes the bundle whole, or throws with {@link Problem#OUTPUT} and leaves the old one. */
  public void write(Path file) {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          store(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
          ByteArrayOutputStream network = new ByteArrayOutputStream();
          SafetensorsWriter.write(network, weights, Map.of());
          store(zip, NETWORK, network.toByteArray());
          if (trees.length > 0) {
            store(zip, manifest.classifier().entry(), trees);
          }
          zip.finish();
        });
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
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      BundleManifest manifest = manifest(file, entry(file, zip, MANIFEST));
      Weights weights =
          SafetensorsFile.read(
                  new ByteArrayInputStream(entry(file, zip, NETWORK)), file + ": " + NETWORK)
              .weights();
      byte[] trees =
          manifest.classifier().entry().isEmpty()
              ? new byte[0]
              : entry(file, zip, manifest.classifier().entry());
      return new DetectorBundle(manifest, weights, trees);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.MODEL, file + ": is not a Faultline model, or is damaged", e);
    }
  }

  private static BundleManifest manifest(Path file, byte[] bytes) throws IOException {
    JsonNode tree = JSON.readTree(bytes);
    int version = tree.path("formatVersion").asInt(-1);
    if (version != BundleManifest.FORMAT_VERSION) {
      throw new FaultlineException(
          Problem.MODEL,
          file
              + ": bundle format version is "
              + version
              + "; this program reads version "
              + BundleManifest.FORMAT_VERSION);
    }
    try {
      return JSON.treeToValue(OlderManifests.updated(tree), BundleManifest.class);
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.MODEL,
          file
              + ": "
              + MANIFEST
              + ": "
              + LIBRARY_TALK.matcher(e.getOriginalMessage()).replaceFirst("")
              + " (docs/model-bundle.md has the format)",
          e);
    }
  }

  private static byte[] entry(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new FaultlineException(Problem.MODEL, file + ": " + name + " is missing");
    }
    byte[] bytes = zip.getInputStream(entry).readAllBytes();
    // ZipFile does not compare checksums, and XGBoost reads damaged trees unchecked.
    if (crc(bytes) != entry.getCrc()) {
      throw new FaultlineException(
          Problem.MODEL, file + ": " + name + " is damaged (its checksum does not fit)");
    }
    return bytes;
  }

  /** Stored entries with a fixed time: equal detectors are equal files. */
  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc(bytes));
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
