package io.faultline.cli;

import io.faultline.server.workspace.exchange.ExchangeFormat;
import io.faultline.server.workspace.exchange.Importer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Labels of a file into a workspace. */
@Command(
    name = "import",
    header = "Read labels into a workspace.",
    customSynopsis = {"faultline workspace import --workspace FOLDER [--format FORMAT] FILE"},
    description = {
      "FILE is a COCO file, a table of boxes as detect and export write it, tasks of Label Studio,"
          + " or a zip archive of one of these or of a YOLO folder. Photos in the archive are added."
          + " Labels without a photo are matched by the photo's name. A label replaces the"
          + " detector's box at the same place. Undo takes an import back, photo by photo."
    },
    footer = {"  faultline workspace import --workspace quay annotations.json"})
final class WorkspaceImportCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private WorkspaceFolder workspace;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "coco, yolo, csv or label-studio (default: what the file is).")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--clean",
      description =
          "In COCO and YOLO, photos without objects are reviewed and clean. Without this option,"
              + " only photos with objects become reviewed.")
  private boolean clean;

  @Parameters(paramLabel = "FILE", description = "The file with the labels.")
  private Path file;

  @Override
  public Integer call() {
    Optional<ExchangeFormat> named = format.map(ExchangeFormat::parseForImport);
    Importer.Result result =
        workspace.with(
            open ->
                named.isPresent()
                    ? open.exchange().read(named.get(), file, clean)
                    : open.exchange().read(file, clean));
    result.notes().forEach(common::warn);
    common.say(
        result.format().label()
            + ": "
            + Figures.count(result.boxes())
            + " boxes in "
            + Figures.count(result.photos())
            + " photos; "
            + Figures.count(result.reviewed())
            + " photos are reviewed now; "
            + Figures.count(result.unknown())
            + " are not in the workspace");
    return 0;
  }
}
