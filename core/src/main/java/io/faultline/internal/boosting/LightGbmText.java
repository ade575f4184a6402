package io.faultline.internal.boosting;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a LightGBM model, read without LightGBM, which trusts every number in it. The last
 * line is ours and is passed over by LightGBM: a fingerprint of all lines before it.
 *
 * @param outputs values per row: 1, or background and every class
 * @param columns the width of features
 * @param trees round by round, those of a round in the order of the outputs
 */
record LightGbmText(int outputs, int columns, List<LightGbmTree> trees) {
  private static final String SEAL = "\nfaultline_sha256=";
  private static final String END = "\nend of trees";
  private static final int MAX_OUTPUTS = 100_000;

  LightGbmText {
    trees = List.copyOf(trees);
  }

  /** LightGBM's text with the line that tells damage. */
  static byte[] seal(String text) {
    return (text + SEAL + fingerprint(text) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #seal} made.
   *
   * @throws FaultlineException with {@code MODEL} where it is anything else
   */
  static LightGbmText read(byte[] bytes) {
    String sealed = new String(bytes, StandardCharsets.UTF_8);
    int seal = sealed.lastIndexOf(SEAL);
    if (!sealed.startsWith("tree\n") || seal < 0) {
      throw fault("is not LightGBM's text, or is cut off");
    }
    String text = sealed.substring(0, seal);
    if (!sealed.substring(seal + SEAL.length()).equals(fingerprint(text) + "\n")) {
      throw fault("is damaged (its fingerprint does not fit)");
    }
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new FaultlineException(Problem.MODEL, start() + e.getMessage(), e);
    }
  }

  private static LightGbmText parse(String text) {
    int end = text.indexOf(END);
    if (end < 0) {
      throw new IllegalArgumentException("has no end of trees");
    }
    String[] blocks = text.substring(0, end).split("\n\n+Tree=\\d+\n", -1);
    Map<String, String> head = lines(blocks[0]);
    int outputs = number(head, "num_tree_per_iteration", MAX_OUTPUTS);
    int columns = number(head, "max_feature_idx", Integer.MAX_VALUE - 1) + 1;
    String objective = outputs == 1 ? "binary sigmoid:1" : "multiclass num_class:" + outputs;
    if (!objective.equals(head.get("objective")) || outputs == 0) {
      throw new IllegalArgumentException("objective is " + head.get("objective"));
    }
    List<LightGbmTree> trees = new ArrayList<>();
    for (int i = 1; i < blocks.length; i++) {
      try {
        trees.add(new LightGbmTree(lines(blocks[i]), columns));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("tree " + (i - 1) + ": " + e.getMessage(), e);
      }
    }
    if (trees.isEmpty() || trees.size() % outputs != 0) {
      throw new IllegalArgumentException(
          "has " + trees.size() + " trees for " + outputs + " outputs");
    }
    return new LightGbmText(outputs, columns, trees);
  }

  private static Map<String, String> lines(String block) {
    Map<String, String> lines = new HashMap<>();
    for (String line : block.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        lines.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return lines;
  }

  private static int number(Map<String, String> head, String key, int most) {
    int number = Integer.parseInt(head.getOrDefault(key, ""));
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(key + " is " + number);
    }
    return number;
  }

  private static String fingerprint(String text) {
    return Fingerprint.builder().add(text).build().hex();
  }

  private static FaultlineException fault(String what) {
    return new FaultlineException(Problem.MODEL, start() + what);
  }

  private static String start() {
    return "LightGBM model: ";
  }
}
