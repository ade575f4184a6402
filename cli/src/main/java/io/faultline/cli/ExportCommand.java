package io.faultline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What Faultline makes of a dataset, as files for other tools. */
@Command(
    name = "export",
    header = "Write training regions as picture files for other tools.",
    customSynopsis = {"faultline export crops --data DATA --out FOLDER [OPTIONS]"},
    description = {
      "Regions are the boxes with labels that train learns from. faultline export crops --help"
          + " says what is written."
    },
    footer = {"  faultline export crops --data walls --out crops"},
    subcommands = ExportCropsCommand.class)
final class ExportCommand implements Runnable {
  @Mixin private CommonOptions unusedCommon; // picocli itself acts on it

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Export what? Try faultline export crops");
  }
}
