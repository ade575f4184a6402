package io.faultline.bench;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.Verdict;
import io.faultline.image.Raster;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.reading.ImageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes a model file at random, with checksums that fit, and judges a photo by it: {@code MODEL
 * PHOTO [COUNT] [SEED]}. A change is refused, or the model still runs; anything else ends the
 * program. Says how many came to what, and how long the slowest took.
 */
final class ModelMutations {
  private static final List<String> WRONG =
      List.of("NaN", "-1", "0", "1e30", "99999999999", "null", "\"\"", "[]", "{}", "true");

  private ModelMutations() {}

  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments[0]);
    Raster photo = ImageReader.read(Path.of(arguments[1]));
    int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2000;
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, byte[]> entries = FuzzBundle.entries(Files.readAllBytes(model));
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    Path changed = Files.createTempFile("faultline", ".model");
    System.out.println("seed " + seed + ", unchanged: " + verdict(model, photo));
    long slowest = 0;
    for (int i = 0; i < count; i++) {
      String entry = List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
      Map<String, byte[]> all = new LinkedHashMap<>(entries);
      byte[] bytes = entries.getOrDefault(entry, new byte[0]);
      all.put(entry, entry.endsWith("json") ? field(bytes, random) : bytes(bytes, random));
      Files.write(changed, FuzzBundle.packed(all));
      long start = System.nanoTime();
      String outcome;
      try {
        outcome = verdict(changed, photo).name();
      } catch (FaultlineException e) {
        outcome = e.problem() == Problem.MODEL ? "refused" : "problem " + e.problem();
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      outcomes.merge(entry + ": " + outcome, 1, Integer::sum);
    }
    Files.delete(changed);
    outcomes.forEach((outcome, times) -> System.out.println(times + "\t" + outcome));
    System.out.printf("slowest %.2f s%n", slowest / 1e9);
  }

  private static Verdict verdict(Path model, Raster photo) {
    try (RegionDetector detector = RegionDetector.load(model, Compute.PLAIN)) {
      return detector.judge(photo).verdict();
    }
  }

  /** One to eight bytes anywhere, a run of them, or the end cut off. */
  private static byte[] bytes(byte[] from, SplittableRandom random) {
    byte[] to = from.clone();
    int at = random.nextInt(to.length - 8);
    switch (random.nextInt(5)) {
      case 0 -> to[at] = (byte) random.nextInt(256);
      case 1 -> to[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> Arrays.fill(to, at, at + 1 + random.nextInt(8), (byte) random.nextInt(256));
      case 3 -> System.arraycopy(from, random.nextInt(from.length - 8), to, at, 8);
      default -> to = Arrays.copyOf(to, random.nextInt(to.length));
    }
    return to;
  }

  /** One number of a manifest becomes something else. */
  private static byte[] field(byte[] manifest, SplittableRandom random) {
    String text = new String(manifest, StandardCharsets.UTF_8);
    List<MatchResult> places =
        Pattern.compile("(?<=[:\\[,] ?)-?[0-9.]+").matcher(text).results().toList();
    MatchResult place = places.get(random.nextInt(places.size()));
    String value = WRONG.get(random.nextInt(WRONG.size()));
    return (text.substring(0, place.start()) + value + text.substring(place.end()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
