package io.faultline.internal.experiment;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.report.HtmlReport;
import io.faultline.internal.report.MetricsJson;
import java.nio.file.Path;

/**
 * What a comparison leaves in its folder for people and programs.
 *
 * @param folder of the comparison
 */
public record ComparisonFiles(Path folder) {

  /** Every number, under the names of {@code docs/reference/json.md}. */
  public Path json() {
    return folder.resolve("comparison.json");
  }

  /** One line per recipe. */
  public Path csv() {
    return folder.resolve("comparison.csv");
  }

  /** The forest plot alone. */
  public Path plot() {
    return folder.resolve("comparison.svg");
  }

  /** The page for people. */
  public Path page() {
    return folder.resolve("comparison.html");
  }

  /**
   * Writes all four.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where one cannot be written
   */
  public void write(ComparisonTable table) {
    numbers(table).write(json());
    ComparisonCsv.write(csv(), table);
    ComparisonPage page = new ComparisonPage(table);
    page.plot().write(plot());
    HtmlReport.write(page(), page.content());
  }

  /** The numbers alone. */
  public static MetricsJson numbers(ComparisonTable table) {
    return MetricsJson.of(ComparisonJson.of(table));
  }
}
