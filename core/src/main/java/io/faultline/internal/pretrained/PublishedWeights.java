package io.faultline.internal.pretrained;

import io.faultline.internal.backbone.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights that torchvision publishes for one of our architectures. Their names are torchvision's:
 * the architecture, for its best weights, or architecture and recipe, such as {@code
 * resnet50.IMAGENET1K_V1}.
 *
 * @param name architecture and recipe
 * @param architecture what they fit
 * @param file the published file's name, which ends in the first digits of its SHA-256: {@code
 *     resnet18-f37072fd.pth}
 */
public record PublishedWeights(String name, Architecture architecture, String file) {
  /** What {@code torch.hub} also checks; a name with a folder in it would leave the cache. */
  private static final Pattern FILE = Pattern.compile("\\w+-([0-9a-f]{8,64})\\.pth");

  /** Checks the file's name. */
  public PublishedWeights {
    if (!FILE.matcher(file).matches()) {
      throw new IllegalArgumentException(
          "file is " + file + "; it must be NAME-HASH.pth with 8 to 64 digits of its SHA-256");
    }
  }

  /**
   * The weights of a name; {@code -} for {@code _} and either case will do, as in the values of a
   * configuration.
   */
  public static Optional<PublishedWeights> named(String name) {
    return Optional.ofNullable(WeightsCatalog.torchvision().byName().get(key(name)));
  }

  /** Every weights there are, by the shortest name that means them. */
  public static List<String> names() {
    return WeightsCatalog.torchvision().names();
  }

  /** The first digits of the file's SHA-256, in lower-case hex. */
  public String sha256Prefix() {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.matches()) {
      throw new IllegalStateException(file);
    }
    return matcher.group(1);
  }

  /** How a name is looked up. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
