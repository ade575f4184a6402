package io.faultline.internal.photos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a search for photos does not look at, and says so in a line for each reason. */
final class PassedOver {
  private static final int MAX_ENDINGS = 8;

  private final List<Path> results = new ArrayList<>();
  private final List<Path> emptyPlaces = new ArrayList<>();
  private final Map<String, Integer> others = new TreeMap<>();
  private int hidden;
  private String firstHidden = "";
  private int drawings;
  private String firstDrawing = "";
  private int twice;
  private String firstTwice = "";

  /** A named folder without anything that could be a photo. */
  void emptyPlace(Path folder) {
    emptyPlaces.add(folder);
  }

  /** The folder where the results go, with those of an earlier run in it. */
  void results(Path folder) {
    results.add(folder);
  }

  /** A hidden file or folder, unless it is one of our own while we run. */
  void hidden(String name) {
    if (!name.startsWith(".faultline")) {
      firstHidden = hidden++ == 0 ? name : firstHidden;
    }
  }

  /** A picture that Faultline drew. */
  void drawing(Path file) {
    firstDrawing = drawings++ == 0 ? file.toString() : firstDrawing;
  }

  /** A file that is plainly something else. */
  void other(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "without ending" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    others.merge(ending, 1, Integer::sum);
  }

  /** A file or folder that was reached before. */
  void twice(Path again, Path first) {
    firstTwice = twice++ == 0 ? again + " is " + first : firstTwice;
  }

  /** One line for each reason that there was. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    emptyPlaces.forEach(place -> notes.add(place + ": holds no photo, nor do its folders"));
    results.forEach(
        folder -> notes.add("passed over: " + folder + ", where the results of this run go"));
    if (!others.isEmpty()) {
      int count = others.values().stream().mapToInt(Integer::intValue).sum();
      notes.add(
          "passed over: "
              + count
              + (count == 1 ? " file that is" : " files that are")
              + " no photo ("
              + endings()
              + ")");
    }
    note(notes, hidden, "hidden file or folder", "hidden files or folders", firstHidden);
    note(
        notes,
        drawings,
        "picture that Faultline drew",
        "pictures that Faultline drew",
        firstDrawing);
    note(
        notes,
        twice,
        "file or folder that is named or linked twice",
        "files or folders that are named or linked twice",
        firstTwice);
    return notes;
  }

  private static void note(List<String> notes, int count, String one, String many, String example) {
    if (count > 0) {
      notes.add(
          "passed over: "
              + count
              + " "
              + (count == 1 ? one + ", " : many + ", such as ")
              + example);
    }
  }

  /** Most frequent first. */
  private String endings() {
    List<String> counts =
        others.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .toList();
    return String.join(", ", counts.subList(0, Math.min(MAX_ENDINGS, counts.size())))
        + (counts.size() > MAX_ENDINGS ? ", and others" : "");
  }
}
