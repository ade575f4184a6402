package io.faultline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What people corrected on the page, as files. */
@Command(
    name = "workspace",
    header = "Export labels from a workspace of serve, or import them.",
    customSynopsis = {
      "faultline workspace export --workspace FOLDER --format FORMAT --out OUT",
      "       faultline workspace import --workspace FOLDER --format FORMAT FILE"
    },
    description = {
      "A workspace is the folder in which serve keeps photos, boxes and corrections. Only one"
          + " process at a time can open it: stop serve first, or use the page."
    },
    footer = {
      "  faultline workspace export --workspace quay --format coco --out labels",
      "  faultline train --data labels --out runs/quay"
    },
    subcommands = {WorkspaceExportCommand.class, WorkspaceImportCommand.class})
final class WorkspaceCommand implements Runnable {
  @Mixin private CommonOptions unusedCommon; // picocli itself acts on it

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Try faultline workspace export or faultline workspace import");
  }
}
