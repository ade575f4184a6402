package io.faultline.internal.crops;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.JoinedGroups;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.training.TrainingRegions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The crops of a folder by photo, in up to three parts: folders called {@code train}, {@code
 * validation} and {@code test} and the like say which; without a validation folder a split by
 * groups of photos.
 *
 * @param train to learn from, by photo
 * @param validation to choose the best epoch and to judge by
 * @param test to judge by alone
 */
record CropSides(
    Map<String, List<CropFolder.Crop>> train,
    Map<String, List<CropFolder.Crop>> validation,
    Map<String, List<CropFolder.Crop>> test) {
  private static final Set<String> TRAIN = Set.of(CropFiles.TRAIN, "training");

  /** Only the first that is there is used. */
  private static final List<String> VALIDATION = List.of(CropFiles.VALIDATION, "valid", "val");

  /** Divides the crops, and says what is not used and what is wrong with the division. */
  static CropSides of(
      Path folder,
      List<CropFolder.Crop> crops,
      List<Category> categories,
      PipelineConfig config,
      RunContext context) {
    Map<String, List<CropFolder.Crop>> byFolder =
        crops.stream()
            .collect(
                Collectors.groupingBy(
                    CropSides::firstFolder, LinkedHashMap::new, Collectors.toList()));
    List<CropFolder.Crop> train = new ArrayList<>();
    TRAIN.stream().sorted().forEach(name -> train.addAll(byFolder.getOrDefault(name, List.of())));
    Optional<String> held = VALIDATION.stream().filter(byFolder::containsKey).findFirst();
    if (train.isEmpty()) {
      requireFlat(folder, crops);
      return split(byPhoto(crops, 0), Map.of(), categories, config, context);
    }
    Map<String, List<CropFolder.Crop>> test = photos(byFolder, CropFiles.TEST);
    byFolder.forEach(
        (name, inside) -> {
          if (!isTrainOrTest(name) && !held.equals(Optional.of(name))) {
            context.progress().note(unused(name, inside));
          }
        });
    if (held.isEmpty()) {
      context.progress().note("the folder has no validation crops: some of train are held out");
      CropSides sides = split(byPhoto(train, 1), test, categories, config, context);
      sides.warnOfLeaks(context);
      return sides;
    }
    CropSides sides = new CropSides(byPhoto(train, 1), photos(byFolder, held.get()), test);
    sides.warnOfLeaks(context);
    return sides;
  }

  private static Map<String, List<CropFolder.Crop>> photos(
      Map<String, List<CropFolder.Crop>> byFolder, String name) {
    return byPhoto(byFolder.getOrDefault(name, List.of()), 1);
  }

  private static boolean isTrainOrTest(String folder) {
    return TRAIN.contains(folder) || folder.equals(CropFiles.TEST);
  }

  private static String firstFolder(CropFolder.Crop crop) {
    return crop.folders().isEmpty() ? "" : crop.folders().get(0).toLowerCase(Locale.ROOT);
  }

  private static String unused(String name, List<CropFolder.Crop> crops) {
    return "warning: "
        + crops.size()
        + " crops "
        + (name.isEmpty() ? "beside the folders" : "in " + crops.get(0).folders().get(0))
        + " are not used: their folder is not called train, validation or test";
  }

  /** A split that lies deeper must not be mixed up. */
  private static void requireFlat(Path folder, List<CropFolder.Crop> crops) {
    for (CropFolder.Crop crop : crops) {
      for (String folderName : crop.folders()) {
        String name = folderName.toLowerCase(Locale.ROOT);
        if (isTrainOrTest(name) || VALIDATION.contains(name)) {
          throw new FaultlineException(
              Problem.INPUT,
              folder
                  + ": holds "
                  + crop.file()
                  + " and no crops in a folder train beside it; name the folder that holds train"
                  + " and validation, or the one that holds the crops");
        }
      }
    }
  }

  /** By groups of photos, as their names tell. */
  private static CropSides split(
      Map<String, List<CropFolder.Crop>> photos,
      Map<String, List<CropFolder.Crop>> test,
      List<Category> categories,
      PipelineConfig config,
      RunContext context) {
    List<ImageRecord> images = new ArrayList<>();
    photos.forEach((photo, own) -> images.add(image(images.size() + 1, photo, own)));
    Dataset dataset = new Dataset(categories, images);
    GroupRule rule =
        JoinedGroups.of(dataset, GroupRule.parse(config.data().group()), new PhotoSignatures());
    Set<String> heldOut = TrainingRegions.heldOut(dataset, config, rule, context);
    Map<String, List<CropFolder.Crop>> train = new LinkedHashMap<>();
    Map<String, List<CropFolder.Crop>> validation = new LinkedHashMap<>();
    photos.forEach(
        (photo, own) -> (heldOut.contains(fileName(photo)) ? validation : train).put(photo, own));
    return new CropSides(train, validation, test);
  }

  /** The photo that crops were cut from: its file is not known, so that only its name counts. */
  private static ImageRecord image(long id, String photo, List<CropFolder.Crop> crops) {
    List<Annotation> objects = new ArrayList<>();
    for (CropFolder.Crop crop : crops) {
      if (crop.name().label() > 0) {
        Box box = Box.ofSize(0, 0, 1, 1);
        objects.add(
            new Annotation(
                objects.size() + 1L, crop.name().label(), box, box.area(), false, List.of()));
      }
    }
    return new ImageRecord(id, fileName(photo), Path.of(""), 1, 1, objects);
  }

  private static String fileName(String photo) {
    return photo + ".jpg";
  }

  /** By folder, without the outermost {@code depth} ones, and the name of the photo. */
  private static Map<String, List<CropFolder.Crop>> byPhoto(
      List<CropFolder.Crop> crops, int depth) {
    Map<String, List<CropFolder.Crop>> photos = new LinkedHashMap<>();
    for (CropFolder.Crop crop : crops) {
      List<String> folders = crop.folders();
      List<String> parts = new ArrayList<>(folders.subList(depth, folders.size()));
      parts.add(crop.name().image());
      photos.computeIfAbsent(String.join("/", parts), name -> new ArrayList<>()).add(crop);
    }
    return photos;
  }

  private void warnOfLeaks(RunContext context) {
    warnOfLeaks(CropFiles.VALIDATION, validation, CropFiles.TRAIN, train, context);
    warnOfLeaks(CropFiles.TEST, test, CropFiles.TRAIN, train, context);
    warnOfLeaks(CropFiles.TEST, test, CropFiles.VALIDATION, validation, context);
  }

  private static void warnOfLeaks(
      String judged,
      Map<String, List<CropFolder.Crop>> judgedPhotos,
      String seen,
      Map<String, List<CropFolder.Crop>> seenPhotos,
      RunContext context) {
    List<String> both = judgedPhotos.keySet().stream().filter(seenPhotos::containsKey).toList();
    if (!both.isEmpty()) {
      context
          .progress()
          .note(
              "warning: "
                  + both.size()
                  + (both.size() == 1 ? " photo has" : " photos have")
                  + " crops in "
                  + seen
                  + " and in "
                  + judged
                  + ", such as "
                  + both.get(0)
                  + ": the report on the "
                  + judged
                  + " crops will look better than it is");
    }
  }
}
