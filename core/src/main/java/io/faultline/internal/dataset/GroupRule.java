package io.faultline.internal.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.labels.DatasetFolder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which photos belong together because they show the same place or piece: a split never separates
 * them, or it would be tested on what it was trained on.
 *
 * <p>Rules look at the file name without folders and ending. {@link #parse} reads the written form.
 */
public sealed interface GroupRule {

  /** The name of the photo's group. */
  String group(ImageRecord image);

  /** The written form, which {@link #parse} reads (a fixed rule has none and gives its kind). */
  String text();

  /** {@link Auto}. */
  static GroupRule auto() {
    return new Auto();
  }

  /**
   * Reads {@code auto}, {@code photo}, {@code underscore:N} or {@code regex:PATTERN}.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for anything else
   */
  static GroupRule parse(String text) {
    if (text.equals("auto")) {
      return new Auto();
    }
    if (text.equals("photo")) {
      return new EachPhoto();
    }
    try {
      if (text.startsWith("underscore:")) {
        return new UpToUnderscore(Integer.parseInt(text.substring("underscore:".length())));
      }
      if (text.startsWith("regex:")) {
        return new Regex(Pattern.compile(text.substring("regex:".length())));
      }
    } catch (PatternSyntaxException e) {
      throw wrong(text, "the pattern is broken at position " + e.getIndex());
    } catch (IllegalArgumentException e) {
      throw wrong(text, "the number of underscores must be an integer >= 1");
    }
    throw wrong(text, "it must be auto, photo, underscore:N or regex:PATTERN");
  }

  private static FaultlineException wrong(String text, String rule) {
    return new FaultlineException(Problem.USAGE, "group rule is " + text + "; " + rule);
  }

  /**
   * What names usually tell, photo by photo:
   *
   * <ol>
   *   <li>{@code expE_num_N}: shots of one piece at several exposures have neighbouring numbers, so
   *       the group is N rounded down to hundreds ({@code exp1_num_249594} is in {@code num_2495});
   *       another name before {@code _num_} is part of the group;
   *   <li>what tools add to the name of a photo they cut, copy or augment (Roboflow, SAHI, {@code
   *       _flip}, {@code _r0_c1}, frames of a film): the group is the source's name;
   *   <li>at least three underscores and two indices of up to five digits at the end: tiles cut
   *       from one photo, whose name is what stands before the second underscore ({@code
   *       MAX_1631_0_1} is in {@code MAX_1631});
   *   <li>anything else: a group of its own.
   * </ol>
   *
   * {@link JoinedGroups} adds what only the other photos tell.
   */
  record Auto() implements GroupRule {
    private static final Pattern SHOT = Pattern.compile("(?:(.*?)_)?num_(\\d+)");
    private static final Pattern EXPOSURE = Pattern.compile("(^|_)exp\\d+$");

    @Override
    public String group(ImageRecord image) {
      String stem = DatasetFolder.stem(image.fileName());
      Optional<String> source = SourceName.of(stem);
      Matcher shot = SHOT.matcher(source.orElse(stem));
      if (shot.matches()) {
        return piece(shot.group(1) == null ? "" : shot.group(1)) + hundreds(shot.group(2));
      }
      return source.orElse(image.fileName());
    }

    /** What stands before the number, without the exposure. */
    private static String piece(String prefix) {
      String piece = EXPOSURE.matcher(prefix).replaceFirst("");
      return piece.isEmpty() ? "num_" : piece + "_num_";
    }

    private static String hundreds(String number) {
      return number.length() > 2 ? number.substring(0, number.length() - 2) : "0";
    }

    @Override
    public String text() {
      return "auto";
    }
  }

  /** Every photo is a group of its own (with its copies, where {@link JoinedGroups} looks). */
  record EachPhoto() implements GroupRule {
    @Override
    public String group(ImageRecord image) {
      return image.fileName();
    }

    @Override
    public String text() {
      return "photo";
    }
  }

  /** The name up to the N-th underscore; the whole name where it has fewer. */
  record UpToUnderscore(int count) implements GroupRule {
    /** Checks the count. */
    public UpToUnderscore {
      if (!(count > 0)) {
        throw new IllegalArgumentException("underscore count is " + count + "; must be >= 1");
      }
    }

    @Override
    public String group(ImageRecord image) {
      String stem = DatasetFolder.stem(image.fileName());
      int at = -1;
      for (int i = 0; i < count; i++) {
        at = stem.indexOf('_', at + 1);
        if (at < 0) {
          return stem;
        }
      }
      return stem.substring(0, at);
    }

    @Override
    public String text() {
      return "underscore:" + count;
    }
  }

  /**
   * What the pattern finds first in the file name as the dataset writes it (with folders): its
   * first capturing group where it has one, else the whole match. A name without a match is a group
   * of its own.
   */
  record Regex(Pattern pattern) implements GroupRule {
    @Override
    public String group(ImageRecord image) {
      Matcher matcher = pattern.matcher(image.fileName());
      if (!matcher.find()) {
        return image.fileName();
      }
      String first = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      return first == null ? image.fileName() : first;
    }

    @Override
    public String text() {
      return "regex:" + pattern.pattern();
    }
  }

  /** Named by file name; a photo that is not named is a group of its own. */
  record Fixed(Map<String, String> groupByFileName) implements GroupRule {
    /** Copies the map. */
    public Fixed {
      groupByFileName = Map.copyOf(groupByFileName);
    }

    @Override
    public String group(ImageRecord image) {
      return groupByFileName.getOrDefault(image.fileName(), image.fileName());
    }

    @Override
    public String text() {
      return "fixed";
    }
  }

  /**
   * Another rule's groups, some of them joined for one dataset by {@link JoinedGroups}.
   *
   * @param rule what a photo of no other dataset is asked
   * @param groupByFileName the group of each photo
   */
  record Joined(GroupRule rule, Map<String, String> groupByFileName) implements GroupRule {
    /** Copies the map. */
    public Joined {
      groupByFileName = Map.copyOf(groupByFileName);
    }

    @Override
    public String group(ImageRecord image) {
      String joined = groupByFileName.get(image.fileName());
      return joined == null ? rule.group(image) : joined;
    }

    @Override
    public String text() {
      return rule.text();
    }
  }
}
