package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.Mask;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.LabelAccount;
import io.faultline.internal.labels.PhotoSizes;
import io.faultline.internal.labels.masks.MaskFolder.Pair;
import io.faultline.internal.labels.masks.MaskObjects.MaskObject;
import io.faultline.internal.reading.MaskPicture;
import io.faultline.internal.reading.MaskReader;
import io.faultline.internal.reading.MaskValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Gathers photos and what their masks show, and numbers everything at the end. All masks are looked
 * at before the first is used, for one mask alone may not show what its values mean.
 */
final class MaskCollector {
  private static final int MAX_SPECKS_NAMED = 10;

  private final MaskOptions options;
  private final DatasetOptions reading;
  private final List<Finding> findings = new ArrayList<>();
  private final LabelAccount account;
  private final List<Photo> photos = new ArrayList<>();
  private List<String> named = List.of();

  /** A photo and its mask, of which either the values are known or what is wrong with it. */
  private record Look(
      MaskFolder folder, Pair pair, ImageSize size, Optional<MaskSurvey> survey, String problem) {}

  /**
   * A photo with what its mask shows, before ids are given.
   *
   * @param objects by category
   * @param lost how many labels could not be used
   * @param reason why the photo may not be clean where no object is left; empty if it may
   */
  private record Photo(Look look, Map<String, List<MaskObject>> objects, long lost, String reason) {
    boolean isEmpty() {
      return objects.values().stream().allMatch(List::isEmpty);
    }
  }

  MaskCollector(MaskOptions options, DatasetOptions reading) {
    this.options = options;
    this.reading = reading;
    this.account = new LabelAccount(reading, findings);
    if (options.rule() instanceof MaskRule.Named && options.inversion() == MaskInversion.YES) {
      throw new FaultlineException(
          Problem.USAGE, "mask options: masks whose values have names cannot be inverted");
    }
  }

  void addAll(Path source, List<MaskFolder> folders, Progress progress) {
    List<Look> looks = new ArrayList<>();
    List<List<Pair>> pairs = folders.stream().map(folder -> folder.pairs(findings)).toList();
    progress.begin("mask values", pairs.stream().mapToLong(List::size).sum(), "masks");
    long done = 0;
    for (int i = 0; i < folders.size(); i++) {
      for (Pair pair : pairs.get(i)) {
        look(folders.get(i), pair).ifPresent(looks::add);
        progress.advance(++done);
      }
    }
    progress.end();
    List<MaskSurvey> surveys = looks.stream().flatMap(look -> look.survey().stream()).toList();
    MaskMeaning meaning = MaskMeaning.of(options.rule(), surveys, source.toString());
    if (options.rule() instanceof MaskRule.Named) {
      named = meaning.categories("");
    }
    Predicate<MaskSurvey> invert = invert(meaning, surveys, source);
    progress.begin("masks", looks.size(), "photos");
    for (int i = 0; i < looks.size(); i++) {
      photos.add(photo(looks.get(i), meaning, invert));
      progress.advance(i + 1L);
    }
    progress.end();
  }

  /** Opens a photo's header and its whole mask; empty where the photo cannot be used. */
  private Optional<Look> look(MaskFolder folder, Pair pair) {
    ImageSize size;
    try {
      size = PhotoSizes.probe(pair.photo(), reading.exif());
    } catch (FaultlineException e) {
      drop(pair.photo(), "photo", reason(e, pair.photo()));
      return Optional.empty();
    }
    Path file = pair.mask();
    if (!pair.problem().isEmpty()) {
      return Optional.of(new Look(folder, pair, size, Optional.empty(), pair.problem()));
    }
    try {
      MaskPicture mask = MaskReader.read(file);
      if (mask.width() != size.widthPx() || mask.height() != size.heightPx()) {
        String problem = "size is " + mask.width() + "x" + mask.height() + ", the photo " + size;
        return Optional.of(new Look(folder, pair, size, Optional.empty(), problem));
      }
      MaskSurvey survey = new MaskSurvey(file.getFileName().toString(), mask);
      return Optional.of(new Look(folder, pair, size, Optional.of(survey), ""));
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return Optional.of(new Look(folder, pair, size, Optional.empty(), reason(e, file)));
    }
  }

  /** Of which masks the ground is what is set. */
  private Predicate<MaskSurvey> invert(MaskMeaning meaning, List<MaskSurvey> surveys, Path source) {
    if (options.inversion() != MaskInversion.NOTICE || options.rule() instanceof MaskRule.Named) {
      return survey -> options.inversion() == MaskInversion.YES;
    }
    List<MaskSurvey> telling =
        surveys.stream()
            .filter(survey -> survey.kind() != MaskSurvey.Kind.EMPTY)
            .filter(survey -> meaning.problem(survey).isEmpty())
            .toList();
    Function<MaskSurvey, Predicate<MaskValue>> set = survey -> meaning.set(survey, "");
    boolean byFile = MaskInversions.byFile(telling, set, source.toString());
    if (byFile) {
      new FileFindings(source.toString(), findings)
          .noticed("masks", "files that say that 0 is white were read so: white is set");
    }
    return survey -> byFile && survey.whiteIsZero();
  }

  private Photo photo(Look look, MaskMeaning meaning, Predicate<MaskSurvey> invert) {
    Path file = look.pair().mask();
    if (look.survey().isEmpty()) {
      return unusable(look, look.problem());
    }
    MaskSurvey survey = look.survey().get();
    Optional<String> problem = meaning.problem(survey);
    if (problem.isPresent()) {
      return unusable(look, problem.get());
    }
    Map<String, List<MaskObject>> objects = new LinkedHashMap<>();
    int specks = 0;
    MaskPicture picture = MaskReader.read(file);
    for (String category : meaning.categories(look.folder().category())) {
      Predicate<MaskValue> stored = meaning.set(survey, category);
      Predicate<MaskValue> set = invert.test(survey) ? stored.negate() : stored;
      Mask mask = mask(picture, set);
      if (options.inversion() == MaskInversion.NOTICE && MaskInversions.suspect(survey, set)) {
        if (MaskInversions.showsCracks(mask)) {
          return unusable(look, "looks inverted: most of it is set, and its border");
        }
        new FileFindings(file.toString(), findings)
            .on(record(look, List.of(), 0))
            .noticed("mask", "most of it is set, and its border: one large object");
      }
      MaskObjects found = MaskObjects.of(mask, options);
      if (!found.specks().isEmpty()) {
        drop(file, specks(found), "area must be > " + options.minAreaPx() + " px");
        specks += found.specks().size();
      }
      objects.put(category, found.objects());
    }
    long count = objects.values().stream().mapToLong(List::size).sum();
    if (look.folder().clean() && count > 0) {
      String reason = "folder " + look.folder().category() + " is one of clean photos";
      drop(file, count + " objects", reason);
      return new Photo(look, Map.of(), count, "its mask shows objects, but its " + reason);
    }
    return new Photo(look, objects, 0, specks == 0 ? "" : "its mask shows specks alone");
  }

  private Photo unusable(Look look, String problem) {
    drop(look.pair().mask(), "mask", problem);
    return new Photo(look, Map.of(), 1, "its mask cannot be used (" + problem + ")");
  }

  private static Mask mask(MaskPicture picture, Predicate<MaskValue> rule) {
    boolean[] isSet = new boolean[picture.values().size()];
    for (int i = 0; i < isSet.length; i++) {
      isSet[i] = rule.test(picture.values().get(i));
    }
    boolean[] set = new boolean[picture.width() * picture.height()];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, i++) {
        set[i] = isSet[picture.code(x, y)];
      }
    }
    return Mask.of(picture.width(), picture.height(), set);
  }

  private static String specks(MaskObjects found) {
    int count = found.specks().size();
    List<String> places =
        found.specks().stream()
            .limit(MAX_SPECKS_NAMED)
            .map(s -> s.area() + " px at " + (int) s.box().x1() + "," + (int) s.box().y1())
            .toList();
    return (count == 1 ? "1 speck (" : count + " specks (")
        + String.join("; ", places)
        + (count > MAX_SPECKS_NAMED ? "; ..." : "")
        + ")";
  }

  private void drop(Path file, String record, String reason) {
    findings.add(MaskFolder.dropped(file, record, reason));
  }

  /** The fault's own words without the file's name, which the finding has already. */
  private static String reason(FaultlineException e, Path file) {
    String message = String.valueOf(e.getMessage());
    String name = file + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  /**
   * Numbers everything; the given categories come first, even where no photo shows them, unless
   * values have names.
   */
  LoadedDataset result(Path source, List<String> given) {
    if (photos.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          source
              + ": no photo with a mask"
              + (findings.isEmpty() ? "" : "; " + findings.get(0).line()));
    }
    List<String> names = new ArrayList<>(named.isEmpty() ? given : named);
    List<ImageRecord> images = new ArrayList<>();
    long nextAnnotation = 1;
    for (Photo photo : photos) {
      List<Annotation> truth = new ArrayList<>();
      for (Map.Entry<String, List<MaskObject>> of : photo.objects().entrySet()) {
        if (!of.getValue().isEmpty() && !names.contains(of.getKey())) {
          names.add(of.getKey());
        }
        int categoryId = names.indexOf(of.getKey()) + 1;
        truth.addAll(
            MaskConverter.annotations(of.getValue(), categoryId, nextAnnotation + truth.size()));
      }
      nextAnnotation += truth.size();
      settle(photo, truth, images.size() + 1L).ifPresent(images::add);
    }
    images = account.finish(images, source.toString());
    List<Category> categories = new ArrayList<>();
    for (String name : names) {
      categories.add(new Category(categories.size() + 1, name));
    }
    return new LoadedDataset(new Dataset(categories, images), findings);
  }

  private static ImageRecord record(Look look, List<Annotation> truth, long id) {
    return new ImageRecord(
        id,
        look.folder().prefix() + look.pair().photo().getFileName(),
        look.pair().photo(),
        look.size().widthPx(),
        look.size().heightPx(),
        truth);
  }

  private Optional<ImageRecord> settle(Photo photo, List<Annotation> truth, long id) {
    Look look = photo.look();
    ImageRecord image = record(look, truth, id);
    FileFindings own = new FileFindings(look.pair().mask().toString(), findings).on(image);
    if (photo.lost() == 0 && photo.isEmpty() && !photo.reason().isEmpty()) {
      // Specks are dropped by the user's own rule: no label is lost, but something was drawn.
      if (!reading.keepUnlabelled()) {
        own.leftOut("photo", photo.reason() + "; --keep-unlabelled keeps it as a clean photo");
        return Optional.empty();
      }
    }
    return photo.lost() == 1
        ? account.unreadable(image, photo.reason(), own, "photo")
        : account.settle(image, photo.lost(), own, "photo");
  }
}
