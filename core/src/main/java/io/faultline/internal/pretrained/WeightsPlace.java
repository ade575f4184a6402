package io.faultline.internal.pretrained;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where weights that are asked for by name are kept, and fetched from: {@code FAULTLINE_CACHE}, or
 * the folder {@code faultline} in {@code XDG_CACHE_HOME} or in {@code ~/.cache}; {@code
 * FAULTLINE_WEIGHTS_URL}, or where torchvision publishes.
 */
public final class WeightsPlace {
  static final String CACHE = "FAULTLINE_CACHE";
  static final String ORIGIN = "FAULTLINE_WEIGHTS_URL";

  private WeightsPlace() {}

  /** The cache that these variables ask for. */
  public static WeightsCache of(Map<String, String> environment) {
    WeightsCache cache = WeightsCache.in(folder(environment));
    return variable(environment, ORIGIN).map(mirror -> mirrored(cache, mirror)).orElse(cache);
  }

  private static Path folder(Map<String, String> environment) {
    // The XDG base directory specification: a relative path is to be ignored.
    Optional<Path> xdg =
        variable(environment, "XDG_CACHE_HOME").map(Path::of).filter(Path::isAbsolute);
    return variable(environment, CACHE)
        .map(Path::of)
        .or(() -> xdg.map(base -> base.resolve("faultline")))
        .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache", "faultline"));
  }

  private static WeightsCache mirrored(WeightsCache cache, String mirror) {
    try {
      return cache.from(URI.create(mirror));
    } catch (IllegalArgumentException | FaultlineException e) {
      throw new FaultlineException(
          Problem.USAGE,
          ORIGIN + " is " + mirror + "; it must be an http:// or https:// address",
          e);
    }
  }

  /** A variable that is set to nothing counts as not set. */
  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
