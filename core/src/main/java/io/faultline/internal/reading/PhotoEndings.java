package io.faultline.internal.reading;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endings of the names of photos, in small letters and without the dot. */
public final class PhotoEndings {
  private static final Set<String> READ =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "jfi", "jif", "png", "apng", "bmp", "dib", "tif", "tiff",
          "webp", "gif");

  /** What phones write. It is not read, but a photo of a dataset that has it is listed. */
  private static final Set<String> OF_PHONES = Set.of("heic", "heif", "avif");

  /** What tools and cameras write, and is not read. */
  private static final Set<String> OTHERS =
      Set.of(
          "hif", "heics", "jxl", "jp2", "j2k", "jpx", "jpf", "jxr", "wdp", "psd", "tga", "ppm",
          "pgm", "pbm", "pnm", "exr", "hdr", "qoi", "bpg", "mpo", "jps", "dng", "cr2", "cr3", "crw",
          "nef", "nrw", "arw", "srf", "sr2", "orf", "rw2", "raf", "pef", "srw", "x3f", "3fr", "fff",
          "iiq", "rwl", "mrw", "erf", "dcr", "kdc", "mef", "raw");

  private static final Set<String> OF_DATASETS = union(READ, OF_PHONES);
  private static final Set<String> ALL = union(OF_DATASETS, OTHERS);

  private PhotoEndings() {}

  /** What a file of a dataset's folder of photos has. */
  public static Set<String> ofDatasets() {
    return OF_DATASETS;
  }

  /** What any photo may have, whether it is read or not. */
  public static Set<String> all() {
    return ALL;
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
