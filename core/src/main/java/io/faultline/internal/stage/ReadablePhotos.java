package io.faultline.internal.stage;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.detection.PhotoMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Work over photos that goes on past those that cannot be read.
 *
 * @param done every photo (or piece of one) that could be read with its result, in their order
 * @param unreadable the others, each once
 */
public record ReadablePhotos<T, R>(
    List<ReadablePhotos.Done<T, R>> done, List<UnreadablePhoto> unreadable) {

  /** One photo and what came of it. */
  public record Done<T, R>(T photo, R result) {}

  /** A result, or why there is none. */
  private record Attempt<R>(Optional<R> result, String fault) {}

  /**
   * Works on every photo side by side and notes those that cannot be read. A photo of which one
   * piece cannot be read is left out whole.
   *
   * @param name what the user calls a photo; pieces of one photo share it
   */
  public static <T, R> ReadablePhotos<T, R> map(
      RunContext context,
      String stage,
      List<T> photos,
      Function<T, String> name,
      Function<T, R> work) {
    return map(context, stage, "photos", photos, name, work);
  }

  /** As above, where what is worked on is called otherwise. */
  public static <T, R> ReadablePhotos<T, R> map(
      RunContext context,
      String stage,
      String unit,
      List<T> photos,
      Function<T, String> name,
      Function<T, R> work) {
    PhotoMemory memory = new PhotoMemory();
    List<Attempt<R>> attempts =
        Parallel.map(context, stage, unit, photos, photo -> attempt(photo, name, work, memory));
    Map<String, UnreadablePhoto> unreadable = new LinkedHashMap<>();
    for (int i = 0; i < photos.size(); i++) {
      if (attempts.get(i).result().isEmpty()) {
        String fileName = name.apply(photos.get(i));
        unreadable.putIfAbsent(fileName, new UnreadablePhoto(fileName, attempts.get(i).fault()));
      }
    }
    unreadable.values().forEach(photo -> context.progress().note("left out: " + photo.line()));
    List<Done<T, R>> done = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      T photo = photos.get(i);
      if (!unreadable.containsKey(name.apply(photo))) {
        attempts.get(i).result().ifPresent(result -> done.add(new Done<>(photo, result)));
      }
    }
    return new ReadablePhotos<>(done, List.copyOf(unreadable.values()));
  }

  private static <T, R> Attempt<R> attempt(
      T photo, Function<T, String> name, Function<T, R> work, PhotoMemory memory) {
    return memory.work(
        name.apply(photo),
        () -> new Attempt<>(Optional.of(work.apply(photo)), ""),
        reason -> new Attempt<>(Optional.empty(), reason));
  }

  /**
   * Refuses a run of which nothing is left.
   *
   * @throws FaultlineException with {@code INPUT} where no photo could be read
   */
  public void requireAny() {
    if (done.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          unreadable.isEmpty()
              ? "the dataset has no photos"
              : "no photo of the dataset can be read; the first: " + unreadable.get(0).reason());
    }
  }
}
