package io.faultline.bench;

import io.faultline.Progress;
import io.faultline.bench.FuzzTarget.Seed;
import io.faultline.dataset.Dataset;
import io.faultline.detection.Detection;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.masks.MaskConverter;
import io.faultline.internal.labels.masks.MaskOptions;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.pipeline.TracedDetections;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.results.DetectionJson;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.weights.SafetensorsFile;
import io.faultline.internal.weights.WeightsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Every kind of file that Faultline reads, with valid ones from the corpus of the tests. */
final class FuzzTargets {
  /** A header may claim so many pixels; what is refused beyond costs nothing. */
  private static final long MAX_PIXELS = 4_000_000;

  /** Models look at a photo that has few proposals. */
  private static final int PHOTO_SIDE = 20;

  private static final String COCO =
      """
      {"images": [{"id": 1, "file_name": "images/a.jpg", "width": 64, "height": 64},
       {"id": 2, "file_name": "images/b.jpg", "width": 64, "height": 64}],
       "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 8, 20, 40], "area": 800,
       "iscrowd": 0, "segmentation": [[10, 8, 30, 8, 30, 48]]}, {"id": 2, "image_id": 2, "category_id": 2,
       "bbox": [], "segmentation": {"size": [64, 64], "counts": [100, 50, 3946]}}],
       "categories": [{"id": 1, "name": "crack"}, {"id": 2, "name": "spall"}]}
      """;
  private static final String VOC =
      """
      <annotation><filename>a.jpg</filename><size><width>64</width><height>64</height></size>
      <object><name>crack</name><difficult>0</difficult><bndbox><xmin>11</xmin><ymin>9</ymin>
      <xmax>30</xmax><ymax>48</ymax></bndbox></object></annotation>
      """;
  private static final String RESULTS =
      """
      [{"image_id":1,"category_id":1,"bbox":[12.5,3,40,9.25],"score":0.91},
       {"image_id":2,"category_id":2,"bbox":[8,10,16,64],"score":0.4}]
      """;
  private static final String TRACE =
      """
      {"format":"faultline-trace","version":1,"threshold":0.37,"categories":[{"id":1,"name":"crack"}]}
      {"image_id":1,"file":"images/a.jpg","proposals":[[12,3,52,12,0.25]],"candidates":[[0,1,"merged",0,12,3,52,12,0.25,11.5,3,50,12,0.25]],"merged":[[1,11.5,3,50,12,0.25]],"kept":1}
      """;

  private final Path corpus;
  private final Path work;
  private final List<FuzzTarget> targets = new ArrayList<>();

  /**
   * Prepares the valid files.
   *
   * @param resources the test resources of core, with {@code cases} and {@code bundles}
   * @param work an empty folder
   */
  FuzzTargets(Path resources, Path work) throws IOException {
    this.corpus = resources.resolve("cases/files");
    this.work = work;
    for (String format : List.of("jpeg", "png", "tiff", "bmp", "webp", "gif")) {
      photos(format);
    }
    masks();
    datasets();
    weights();
    texts();
    for (String kind : List.of("head", "svm", "lightgbm", "xgboost")) {
      bundle(kind, resources.resolve("bundles/version-1-" + kind + ".model"));
    }
  }

  List<FuzzTarget> all() {
    return List.copyOf(targets);
  }

  private void photos(String format) throws IOException {
    Path place = Files.createDirectories(work.resolve(format)).resolve("photo." + format);
    ReadOptions options = new ReadOptions(MAX_PIXELS, ExifRule.UPRIGHT);
    add("photo " + format, seeds(format, "", place), false, file -> examine(file, options));
  }

  private static void examine(Path file, ReadOptions options) {
    PhotoReading reading = ImageReader.examine(file, options);
    if (reading.decoded() < 1 && reading.doubts().isEmpty()) {
      throw new IllegalStateException("decoded " + reading.decoded() + " without a doubt");
    }
    if (reading.raster().width() < 1) {
      throw new IllegalStateException("a photo without pixels");
    }
  }

  private List<Seed> seeds(String folder, String beginning, Path place) throws IOException {
    try (Stream<Path> files = Files.list(corpus.resolve(folder))) {
      List<Seed> seeds = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(beginning)) {
          seeds.add(new Seed(place, Files.readAllBytes(file)));
        }
      }
      return seeds;
    }
  }

  private void masks() throws IOException {
    Path images = Files.createDirectories(work.resolve("masks/images"));
    Path masks = Files.createDirectories(work.resolve("masks/masks"));
    Files.copy(corpus.resolve("a.jpg"), images.resolve("1.jpg"));
    List<Seed> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(corpus.resolve("mask"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.'));
        seeds.add(new Seed(masks.resolve("1" + ending), Files.readAllBytes(file)));
      }
    }
    add(
        "masks",
        seeds,
        false,
        file ->
            MaskConverter.convert(
                images,
                masks,
                "crack",
                MaskOptions.DEFAULT,
                DatasetOptions.DEFAULT,
                Progress.NONE));
  }

  private void datasets() throws IOException {
    dataset("coco", Map.of("annotations.json", COCO), "images");
    dataset(
        "yolo",
        Map.of(
            "data.yaml",
            "train: images\nval: images\nnames: {0: crack, 1: spall}\nkpt_shape: [2, 3]\n",
            "labels/a.txt",
            "0 0.25 0.5 0.25 0.75\n1 0.1 0.1 0.5 0.1 0.5 0.5\n",
            "labels/b.txt",
            "0 0.5 0.5 0.2 0.2\n"),
        "images");
    dataset(
        "voc", Map.of("Annotations/a.xml", VOC, "ImageSets/Main/train.txt", "a\n"), "JPEGImages");
  }

  private void dataset(String name, Map<String, String> files, String images) throws IOException {
    Path folder = work.resolve(name);
    Files.createDirectories(folder.resolve(images));
    for (String photo : List.of("a.jpg", "b.jpg")) {
      Files.copy(corpus.resolve(photo), folder.resolve(images).resolve(photo));
    }
    List<Seed> seeds = new ArrayList<>();
    for (Map.Entry<String, String> file : new java.util.TreeMap<>(files).entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
      seeds.add(new Seed(place, Files.readAllBytes(place)));
    }
    add(
        "dataset " + name,
        seeds,
        true,
        file -> open(folder, name.equals("voc") && file.endsWith("train.txt")));
  }

  private static void open(Path folder, boolean split) {
    Dataset dataset =
        DatasetReader.open(
                folder, Optional.empty(), split ? Optional.of("train") : Optional.empty())
            .dataset();
    if (dataset.images().isEmpty()) {
      throw new IllegalStateException("a dataset without photos");
    }
  }

  private void weights() throws IOException {
    Path safetensors = Files.createDirectories(work.resolve("weights")).resolve("w.safetensors");
    Path torch = work.resolve("weights/w.pth");
    String header =
        "{\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"b\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[24,32]}}";
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.allocate(8 + header.length() + 32)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    add("safetensors", List.of(new Seed(safetensors, bytes.array())), true, SafetensorsFile::read);
    add("pth", seeds("weights", "", torch), false, WeightsReader::read);
  }

  private void texts() throws IOException {
    Path folder = Files.createDirectories(work.resolve("texts"));
    Path config = folder.resolve("config.yaml");
    String yaml = ConfigWriter.yaml(PipelineConfig.DEFAULT);
    add(
        "config",
        List.of(text(config, yaml)),
        true,
        file ->
            ConfigReader.read(
                PipelineConfig.class, PipelineConfig.DEFAULT, Optional.of(file), List.of()));
    add("results", List.of(text(folder.resolve("d.json"), RESULTS)), true, DetectionJson::read);
    Path truth = folder.resolve("annotations.json");
    Files.writeString(truth, COCO);
    Files.createDirectories(folder.resolve("images"));
    Files.copy(corpus.resolve("a.jpg"), folder.resolve("images/a.jpg"));
    Files.copy(corpus.resolve("b.jpg"), folder.resolve("images/b.jpg"));
    Dataset dataset = DatasetReader.open(truth, Optional.empty(), Optional.empty()).dataset();
    add(
        "trace",
        List.of(text(folder.resolve("t.jsonl"), TRACE)),
        true,
        file -> TracedDetections.read(file, dataset, Optional.empty()));
  }

  private static Seed text(Path place, String text) {
    return new Seed(place, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bundle(String kind, Path golden) throws IOException {
    Path place = Files.createDirectories(work.resolve("bundles")).resolve(kind + ".model");
    byte[] rgb = new byte[3 * PHOTO_SIDE * PHOTO_SIDE];
    new SplittableRandom(1).nextBytes(rgb);
    Raster photo = Raster.of(PHOTO_SIDE, PHOTO_SIDE, rgb);
    add(
        "bundle " + kind,
        List.of(new Seed(place, Files.readAllBytes(golden))),
        false,
        file -> detect(file, photo));
  }

  private static void detect(Path bundle, Raster photo) {
    try (RegionDetector detector = RegionDetector.load(bundle, Compute.PLAIN)) {
      for (Detection one : detector.detect(photo)) {
        if (!(one.score() >= 0) || !(one.score() <= 1) || !Double.isFinite(one.box().area())) {
          throw new IllegalStateException("detection " + one);
        }
      }
    }
  }

  private void add(String name, List<Seed> seeds, boolean text, FuzzTarget.Reader reader) {
    targets.add(new FuzzTarget(name, seeds, text, reader));
  }
}
