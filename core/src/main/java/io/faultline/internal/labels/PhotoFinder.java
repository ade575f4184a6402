package io.faultline.internal.labels;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds the photo that a label file names, where the name is not quite right: written on Windows,
 * with {@code %20}, in other case, with another ending, with the folder {@code images} missing or
 * there twice, or with the folders of another machine. Only one photo must fit, or none is found.
 */
public final class PhotoFinder {
  /** Folders that say nothing about which photo is meant. */
  private static final Set<String> GENERIC =
      Set.of("", ".", "images", "image", "imgs", "img", "photos", "jpegimages", "data");

  private static final Pattern ELSEWHERE = Pattern.compile("([A-Za-z]:)?/.*|[A-Za-z]+://.*");

  private final Path folder;
  private final Map<String, Set<String>> byPath = new HashMap<>();
  private final Map<String, Set<String>> byLowerPath = new HashMap<>();
  private final Map<String, Set<String>> byStem = new HashMap<>();
  private final Map<String, Set<String>> byName = new HashMap<>();
  private boolean listed;

  /**
   * Below a folder.
   *
   * @param folder where file names start
   */
  public PhotoFinder(Path folder) {
    this.folder = folder;
  }

  /** The file of exactly this name, or with {@code /} for each {@code \}. */
  public Optional<String> exact(String name) {
    for (String one : List.of(name, name.replace('\\', '/'))) {
      if (Files.isRegularFile(folder.resolve(one))) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** The names of the photos that may be meant, from the folder; more than one are a doubt. */
  public Set<String> similar(String name) {
    list();
    String slashed = name.replace('\\', '/');
    Set<String> ends = new LinkedHashSet<>(ends(slashed));
    ends.addAll(ends(decoded(slashed)));
    Set<String> found = matches(byPath, ends, UnaryOperator.identity());
    if (found.isEmpty()) {
      found = matches(byLowerPath, ends, PhotoFinder::lower);
    }
    if (found.isEmpty()) {
      found = matches(byStem, ends, end -> lower(withoutEnding(end)));
    }
    return found.isEmpty() ? deeper(decoded(slashed)) : found;
  }

  private static Set<String> matches(
      Map<String, Set<String>> photos, Set<String> ends, UnaryOperator<String> key) {
    Set<String> found = new LinkedHashSet<>();
    for (String end : ends) {
      found.addAll(photos.getOrDefault(key.apply(end), Set.of()));
      found.addAll(photos.getOrDefault(key.apply("images/" + end), Set.of()));
    }
    return found;
  }

  /** Photos whose path ends in the whole name, deeper in the folder. */
  private Set<String> deeper(String name) {
    String last = lower(withoutEnding(name.substring(name.lastIndexOf('/') + 1)));
    String whole = "/" + lower(withoutEnding(name));
    Set<String> found = new LinkedHashSet<>();
    for (String photo : byName.getOrDefault(last, Set.of())) {
      if (("/" + lower(withoutEnding(photo))).endsWith(whole)) {
        found.add(photo);
      }
    }
    return found;
  }

  /** The name and what is left of it without folders that may be passed over. */
  private List<String> ends(String name) {
    boolean elsewhere = ELSEWHERE.matcher(name).matches();
    String own = lower(DatasetFolder.name(folder.toAbsolutePath().normalize()));
    List<String> parts = List.of(name.split("/", -1));
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      ends.add(String.join("/", parts.subList(i, parts.size())));
      String dropped = lower(parts.get(i));
      if (!elsewhere && !GENERIC.contains(dropped) && !dropped.equals(own)) {
        break;
      }
    }
    return ends;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8).replace('\\', '/');
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  private void list() {
    if (listed) {
      return;
    }
    listed = true;
    for (Path file : DatasetFolder.tree(folder)) {
      if (DatasetFolder.isPhoto(file) && Files.isRegularFile(file)) {
        String photo = DatasetFolder.slashed(folder.relativize(file));
        add(byPath, photo, photo);
        add(byLowerPath, lower(photo), photo);
        add(byStem, lower(withoutEnding(photo)), photo);
        add(byName, lower(withoutEnding(photo.substring(photo.lastIndexOf('/') + 1))), photo);
      }
    }
  }

  private static void add(Map<String, Set<String>> photos, String key, String photo) {
    photos.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(photo);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }
}
