package io.faultline.internal.labels.coco;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.PhotoFinder;
import io.faultline.internal.labels.PhotoSizes;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.labels.coco.CocoContent.RawImage;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The photos of a COCO file, each id and each file once. No box moves to another photo: records
 * that share a file become one photo, and an id that two different photos have belongs to neither.
 */
final class CocoPhotos {
  private final Path folder;
  private final FileFindings findings;
  private final PhotoUse use;
  private final ExifRule exif;
  private final PhotoFinder finder;
  private final CocoImageIds ids;

  private final Map<CocoKey, ImageRecord> photos = new LinkedHashMap<>();
  private final Map<CocoKey, CocoKey> sameFile = new HashMap<>();
  private final Map<CocoKey, String> without = new HashMap<>();

  private CocoPhotos(CocoImageIds ids, Path folder, FileFindings findings, DatasetOptions options) {
    this.ids = ids;
    this.folder = folder;
    this.findings = findings;
    this.use = options.photos();
    this.exif = options.exif();
    this.finder = new PhotoFinder(folder);
  }

  static CocoPhotos of(
      CocoContent content, Path folder, FileFindings findings, DatasetOptions options) {
    CocoImageIds ids = CocoImageIds.of(content, findings, options);
    CocoPhotos photos = new CocoPhotos(ids, folder, findings, options);
    photos.settle();
    return photos;
  }

  /** The photos that can be used by their keys, in the file's order. */
  Map<CocoKey, ImageRecord> all() {
    return photos;
  }

  /** Whether two photos have the id. */
  boolean ambiguous(CocoKey id) {
    return ids.ambiguous(id).isPresent();
  }

  /** The key under which a photo's labels are kept, whichever of its ids they name. */
  CocoKey key(CocoKey id) {
    return sameFile.getOrDefault(id, id);
  }

  /** The photo of an id. */
  Optional<ImageRecord> of(CocoKey id) {
    if (ambiguous(id)) {
      return Optional.empty();
    }
    return Optional.ofNullable(photos.get(key(id)));
  }

  /** Why a photo that the file has is not in the dataset; empty for an id without a photo. */
  Optional<String> reason(CocoKey id) {
    return Optional.ofNullable(without.get(id)).or(() -> ids.ambiguous(id));
  }

  private void settle() {
    Map<String, String> names = use == PhotoUse.NOTHING ? Map.of() : names();
    Map<Path, CocoKey> owners = new HashMap<>();
    for (RawImage raw : ids.images()) {
      CocoKey id = raw.id().orElseThrow();
      try {
        String name = names.getOrDefault(raw.fileName(), raw.fileName().replace('\\', '/'));
        Path path = folder.resolve(name);
        CocoKey owner =
            use == PhotoUse.NOTHING ? id : owners.computeIfAbsent(path.normalize(), none -> id);
        ImageRecord owned = owner.equals(id) ? null : photos.get(owner);
        if (owned != null) {
          merge(raw, owner, owned);
        } else {
          photos.put(id, photo(raw, name, path));
        }
      } catch (BadRecord e) {
        findings.dropped(raw.record(), e.reason());
        without.put(id, "its photo cannot be used");
      } catch (InvalidPathException e) {
        findings.dropped(raw.record(), "file_name cannot be a path (" + e.getReason() + ")");
        without.put(id, "its photo cannot be used");
      } catch (MissingPhoto e) {
        findings.missing(
            raw.record() + " (" + raw.fileName() + ")", String.valueOf(e.getMessage()));
        without.put(id, "its photo does not exist");
      }
    }
  }

  private void merge(RawImage raw, CocoKey owner, ImageRecord photo) throws BadRecord {
    CocoKey id = raw.id().orElseThrow();
    boolean sameSize =
        raw.widthPx() <= 0
            || (raw.widthPx() == photo.widthPx() && raw.heightPx() == photo.heightPx());
    if (!sameSize && !Files.isRegularFile(photo.path())) {
      throw new BadRecord(
          "file_name is that of image "
              + owner
              + " too, and their sizes differ; its labels cannot be placed");
    }
    findings.repaired(
        raw.record(),
        "file_name is that of image "
            + owner
            + " too ("
            + photo.fileName()
            + "); both are one photo");
    sameFile.put(id, owner);
    photos.put(owner, photo.withComplete(photo.complete() && raw.complete()));
  }

  private ImageRecord photo(RawImage raw, String name, Path path) throws BadRecord, MissingPhoto {
    boolean isThere = use != PhotoUse.NOTHING && Files.isRegularFile(path);
    if (use == PhotoUse.PIXELS) {
      requirePhoto(raw, path, isThere);
    }
    ExifRule rule = raw.upright() ? ExifRule.UPRIGHT : exif;
    boolean isStated = raw.widthPx() > 0 && raw.heightPx() > 0;
    ImageSize size =
        use == PhotoUse.NOTHING && isStated
            ? new ImageSize(raw.widthPx(), raw.heightPx())
            : size(raw, path, rule);
    return new ImageRecord(
        ids.number(raw.id().orElseThrow()),
        name,
        path,
        size.widthPx(),
        size.heightPx(),
        List.of(),
        raw.complete(),
        rule);
  }

  /** The size that the record states, or that of the file where it states none. */
  private ImageSize size(RawImage raw, Path path, ExifRule rule) throws BadRecord {
    if (raw.sizeFault().isEmpty()) {
      return PhotoSizes.settle(raw.widthPx(), raw.heightPx(), path, raw.record(), findings, rule);
    }
    if (!Files.isRegularFile(path)) {
      throw new BadRecord(raw.sizeFault() + ", and the photo " + path + " does not exist");
    }
    ImageSize file = PhotoSizes.of(path, rule);
    findings.repaired(
        raw.record(), raw.sizeFault() + "; the file says " + file + ", which is used");
    return file;
  }

  private void requirePhoto(RawImage raw, Path path, boolean isThere) throws MissingPhoto {
    if (!isThere) {
      throw new MissingPhoto(ids.doubt(raw.fileName(), path, finder));
    }
    try {
      ImageSize unused = PhotoSizes.of(path);
    } catch (BadRecord e) {
      throw new MissingPhoto(e.reason());
    }
  }

  /** By stated name the right one, where the stated file is not there and one other photo fits. */
  private Map<String, String> names() {
    Map<String, String> right = new HashMap<>();
    List<RawImage> wrong = new ArrayList<>();
    for (RawImage raw : ids.images()) {
      Optional<String> exact = exact(raw);
      exact.ifPresent(name -> right.put(raw.fileName(), name));
      if (exact.isEmpty()) {
        wrong.add(raw);
      }
    }
    Set<String> taken = Set.copyOf(right.values());
    Map<String, String> guessed = new LinkedHashMap<>();
    Map<String, Integer> wanted = new HashMap<>();
    for (RawImage raw : wrong) {
      Set<String> similar = guessed.containsKey(raw.fileName()) ? Set.of() : similar(raw);
      if (similar.size() == 1 && !taken.contains(similar.iterator().next())) {
        String name = similar.iterator().next();
        guessed.put(raw.fileName(), name);
        wanted.merge(name, 1, Integer::sum);
      }
    }
    for (RawImage raw : ids.images()) {
      String name = guessed.get(raw.fileName());
      if (name != null && wanted.getOrDefault(name, 0) == 1) {
        right.put(raw.fileName(), name);
        findings.repaired(
            raw.record(),
            "file_name is " + raw.fileName() + ", which does not exist; " + name + " is used");
      }
    }
    return right;
  }

  private Optional<String> exact(RawImage raw) {
    try {
      return finder.exact(raw.fileName());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Set<String> similar(RawImage raw) {
    try {
      return finder.similar(raw.fileName());
    } catch (InvalidPathException e) {
      return Set.of();
    }
  }

  /** A photo whose file is not there. */
  private static final class MissingPhoto extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;

    MissingPhoto(String reason) {
      super(reason, null, false, false);
    }
  }
}
