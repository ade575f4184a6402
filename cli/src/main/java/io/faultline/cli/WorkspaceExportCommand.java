package io.faultline.cli;

import io.faultline.server.workspace.exchange.ExchangeFormat;
import io.faultline.server.workspace.store.PhotoFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels of a workspace as files. */
@Command(
    name = "export",
    header = "Write the labels of a workspace as COCO, YOLO, CSV, Label Studio tasks or a report.",
    customSynopsis = {"faultline workspace export --workspace FOLDER --format FORMAT --out OUT"},
    description = {
      "COCO and YOLO come with copies of the photos, so that train, check and evaluate read the"
          + " folder. In COCO, a photo that nobody reviewed is marked as not complete; YOLO cannot"
          + " say that, so these photos are left out."
    },
    footer = {
      "  faultline workspace export --workspace quay --format yolo --out yolo",
      "  faultline workspace export --workspace quay --format report --out report"
    })
final class WorkspaceExportCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private WorkspaceFolder workspace;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "coco, yolo, csv, label-studio or report.")
  private String format;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "The folder to write into.")
  private Path out;

  @Override
  public Integer call() {
    ExchangeFormat form = ExchangeFormat.parse(format);
    FindingList.print(
        workspace.with(
            open -> open.exchange().exporter().write(form, out, PhotoFolder.Placing.COPY)),
        common);
    common.say("Written to " + out);
    return 0;
  }
}
