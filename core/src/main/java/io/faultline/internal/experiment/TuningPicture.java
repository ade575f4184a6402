package io.faultline.internal.experiment;

import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.Chart.Scale;
import io.faultline.internal.charts.ScatterSheet;
import io.faultline.internal.charts.ScatterSheet.Dot;
import io.faultline.internal.charts.ScatterSheet.Panel;
import io.faultline.internal.charts.ScatterSheet.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Score against every setting, as small multiples over the first rung, where all are alike. */
final class TuningPicture {
  private static final double MARGIN = 0.08;

  private final TuningTable table;
  private final Axis score;

  private TuningPicture(TuningTable table) {
    this.table = table;
    this.score = score(table);
  }

  static ScatterSheet of(TuningTable table, SuccessiveHalving.Rung first) {
    TuningPicture picture = new TuningPicture(table);
    String title = "What mattered to " + table.measure();
    return new ScatterSheet(
        title,
        Stream.of(Setting.values()).map(picture::panel).toList(),
        "best: " + table.best().name() + (table.best().base() ? ", the base itself" : ""),
        String.format(
                Locale.ROOT,
                "Every dot is a candidate, as high as its %s after the first round (epochs: %d,"
                    + " folds: %d), in which all are tried alike; the best was found in later rounds. A"
                    + " setting explains the part of the differences between candidates that lies"
                    + " between its kinds, or between its lower, middle and upper values; where"
                    + " shuffled scores give as much in more than 1 %% of cases it proves nothing."
                    + " What two settings do only together is not seen. ",
                table.measure(),
                first.epochs(),
                first.folds())
            + picture.ranking());
  }

  private String ranking() {
    List<SettingEffect> real =
        table.effects().stream()
            .filter(SettingEffect::real)
            .sorted(Comparator.comparingDouble(SettingEffect::explained).reversed())
            .toList();
    if (real.isEmpty()) {
      return "No setting has a clear effect.";
    }
    return "Beyond chance: "
        + String.join(", ", real.stream().map(effect -> effect.setting().column()).toList())
        + ".";
  }

  private Panel panel(Setting setting) {
    String words =
        table.effects().stream()
            .filter(effect -> effect.setting() == setting)
            .map(SettingEffect::words)
            .findFirst()
            .orElse("");
    boolean real = table.effects().stream().anyMatch(e -> e.setting() == setting && e.real());
    List<Dot> dots = new ArrayList<>();
    for (TuningTable.Row row : table.rows()) {
      setting
          .value(row.candidate().config())
          .ifPresent(value -> dots.add(new Dot(value, row.first(), role(row))));
    }
    return new Panel(title(setting), words, real, axis(setting), score, places(setting), dots);
  }

  private ScatterSheet.Role role(TuningTable.Row row) {
    if (row.candidate().equals(table.best())) {
      return ScatterSheet.Role.BEST;
    }
    if (row.candidate().base()) {
      return ScatterSheet.Role.BASE;
    }
    return row.finalist() ? ScatterSheet.Role.FINALIST : ScatterSheet.Role.OTHER;
  }

  /** Kinds have names where numbers have ticks. */
  private List<Place> places(Setting setting) {
    return switch (setting) {
      case LOSS -> List.of(new Place(Setting.APART, "bce"), new Place(1, "focal"));
      case ALPHA -> List.of(new Place(Setting.APART, "off"));
      case CLASS_WEIGHT ->
          List.of(
              new Place(Setting.APART, setting.text(table.baseRow().candidate().config())),
              new Place(1, "shuffle"));
      case GAMMA, POSITIVE_IOU, LEARNING_RATE -> List.of();
    };
  }

  private Axis axis(Setting setting) {
    List<Double> values =
        table.rows().stream()
            .flatMap(row -> setting.value(row.candidate().config()).stream().boxed())
            .toList();
    String label = setting.key();
    if (setting == Setting.LEARNING_RATE) {
      double min = values.stream().reduce(1.0, Math::min);
      double max = values.stream().reduce(min, Math::max);
      return new Axis(label, min / 1.3, max * 1.3, Scale.LOGARITHMIC);
    }
    if (setting == Setting.LOSS) {
      return new Axis(label, -0.6, 1.6, Scale.WHOLE);
    }
    SearchSpace space = SearchSpace.DEFAULT;
    SearchSpace.Range range =
        switch (setting) {
          case ALPHA -> new SearchSpace.Range(Setting.APART, space.alpha().max());
          case GAMMA -> space.gamma();
          case POSITIVE_IOU -> space.positiveIou();
          default -> new SearchSpace.Range(Setting.APART, space.classWeight().max());
        };
    return padded(
        label, Stream.concat(values.stream(), Stream.of(range.min(), range.max())).toList());
  }

  private static String title(Setting setting) {
    return switch (setting) {
      case LOSS -> "loss";
      case ALPHA -> "focal alpha";
      case GAMMA -> "focal gamma";
      case POSITIVE_IOU -> "positive IoU";
      case CLASS_WEIGHT -> "class weight of positives";
      case LEARNING_RATE -> "learning rate";
    };
  }

  private static Axis score(TuningTable table) {
    Axis axis = padded(table.measure(), table.rows().stream().map(TuningTable.Row::first).toList());
    return new Axis(
        axis.label(), Math.max(0, axis.min()), Math.max(axis.max(), 0.05), Scale.LINEAR);
  }

  private static Axis padded(String label, List<Double> values) {
    double min = values.stream().min(Comparator.naturalOrder()).orElse(0.0);
    double max = values.stream().max(Comparator.naturalOrder()).orElse(1.0);
    double room = max > min ? MARGIN * (max - min) : 0.05;
    return new Axis(label, min - room, max + room, Scale.LINEAR);
  }
}
