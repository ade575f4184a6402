package io.faultline.cli;

import io.faultline.internal.experiment.Setting;
import io.faultline.internal.experiment.SettingEffect;
import io.faultline.internal.experiment.TuningTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A search of settings as tables for a terminal. */
final class TuningTables {
  private static final int SHOWN = 8;

  private TuningTables() {}

  /** The best candidates with their scores over folds, and the base. */
  static String candidates(TuningTable tuning) {
    List<String> header = new ArrayList<>(List.of("candidate"));
    Stream.of(Setting.values()).map(Setting::column).forEach(header::add);
    header.addAll(List.of("epochs", "folds", tuning.measure(), "spread"));
    Table table = new Table(header.toArray(String[]::new));
    for (int i = 0; i < tuning.rows().size(); i++) {
      TuningTable.Row row = tuning.rows().get(i);
      if (i < SHOWN || row.candidate().base()) {
        table.row(cells(row));
      }
    }
    int left = tuning.rows().size() - SHOWN;
    return table.text() + (left > 0 ? "and others: see trials.csv\n" : "");
  }

  private static String[] cells(TuningTable.Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.candidate().name());
    Stream.of(Setting.values())
        .map(setting -> setting.text(row.candidate().config()))
        .forEach(cells::add);
    cells.add(Figures.count(row.epochs()));
    cells.add(Figures.count(row.byFold().size()));
    cells.add(Figures.share(row.mean()));
    cells.add(
        row.spread().isPresent()
            ? String.format(Locale.ROOT, "+-%.3f", row.spread().getAsDouble())
            : "-");
    return cells.toArray(String[]::new);
  }

  /** How much each setting mattered. */
  static String effects(TuningTable tuning) {
    Table table = new Table("setting", "what it does to the score after the first round");
    for (SettingEffect effect : tuning.effects()) {
      table.row(effect.setting().column(), effect.words());
    }
    return table.text();
  }
}
