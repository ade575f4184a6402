package io.faultline.internal.labels;

import io.faultline.FaultlineException;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.reading.ImageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a photo may leave its folder, copied or drawn. A label file may name any file of the
 * machine; only what begins as a photo does and lies below the folder where file names start is
 * shown to others, unless that is asked for.
 */
public final class PhotoPlace {
  private PhotoPlace() {}

  /** Why a photo lies outside the folder where file names start; empty where it lies inside. */
  public static Optional<String> outside(ImageRecord image) {
    String name = image.fileName();
    boolean leads =
        name.startsWith("/")
            || name.matches("[A-Za-z]:.*")
            || List.of(name.split("/", -1)).contains("..");
    if (leads) {
      return Optional.of("file_name " + name + " leads out of the folder of the photos");
    }
    try {
      Path root = image.path().toAbsolutePath();
      for (int i = 0; i < Path.of(name).normalize().getNameCount(); i++) {
        root = DatasetFolder.parent(root);
      }
      Path real = image.path().toRealPath();
      return real.startsWith(root.toRealPath())
          ? Optional.empty()
          : Optional.of("the link leads to " + real + ", out of the folder of the photos");
    } catch (IOException e) {
      return Optional.of("cannot be found (" + e.getMessage() + ")");
    }
  }

  /** Whether a photo must not be copied; if so it is listed. One that is not there is a fault. */
  public static boolean refuses(ImageRecord image, boolean allowOutside, FileFindings findings) {
    if (!Files.exists(image.path())) {
      return false;
    }
    Optional<String> reason =
        isPhoto(image.path())
            ? outside(image).filter(out -> !allowOutside).map(out -> out + "; --outside allows it")
            : Optional.of("is not copied, for it is no photo");
    reason.ifPresent(one -> findings.dropped("photo", one));
    return reason.isPresent();
  }

  private static boolean isPhoto(Path file) {
    try {
      return ImageReader.sniff(file).isPresent();
    } catch (FaultlineException e) {
      return false;
    }
  }
}
