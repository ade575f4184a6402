package io.faultline.cli;

import io.faultline.FaultlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code faultline}, which holds all others. */
@Command(
    name = "faultline",
    versionProvider = Faultline.Version.class,
    header = {"Finds cracks in photos: at once, or with a detector trained on yours.", ""},
    synopsisHeading = "",
    customSynopsis = {"Usage: faultline COMMAND [OPTIONS]", "       faultline COMMAND --help"},
    description = {
      "",
      "@|bold Start here|@",
      "  faultline detect --model crack photos/   with the built-in model",
      "  faultline demo                           a training from start to end",
    },
    commandListHeading = "%n@|bold Commands, in the order of the work|@%n",
    optionListHeading = "%n@|bold Options|@%n",
    exitCodeListHeading = "%n@|bold Exit codes|@%n",
    exitCodeList = {
      "0:done",
      "1:a fault of Faultline itself",
      "2:a wrong option, configuration key or value",
      "3:a dataset, annotation file or photo that cannot be used",
      "4:done, but some photos could not be read; they are listed",
      "5:a weights file or model that does not fit",
      "6:an output that cannot be written; what stood there before is intact",
      "130:stopped"
    },
    footerHeading = "%n@|bold Examples|@%n",
    footer = {
      "  faultline convert --masks w/masks --images w/images --out w/annotations.json",
      "  faultline split --data w --out w/split",
      "  faultline train --data w/split/train.json --out runs/w",
      "  faultline evaluate --model runs/w/model --data w/split/test.json",
      "  faultline detect --model runs/w/model new-photos/ --out found",
      "",
      "Results go to standard output, progress and faults to standard error.",
      "Tutorial: docs/start.md. Problems: docs/problems.md. Terms: docs/glossary.md."
    },
    subcommands = {
      DemoCommand.class,
      SynthCommand.class,
      ConvertCommand.class,
      CheckCommand.class,
      SplitCommand.class,
      ProposeCommand.class,
      ExportCommand.class,
      ConfigCommand.class,
      TrainCommand.class,
      PretrainCommand.class,
      CompareCommand.class,
      TuneCommand.class,
      ModelsCommand.class,
      EvaluateCommand.class,
      PromiseCommand.class,
      DetectCommand.class,
      ServeCommand.class,
      WorkspaceCommand.class,
      ScoreCommand.class,
      SparkCommand.class
    })
final class Faultline implements Runnable {
  private static final int WIDEST_HELP = 100;

  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean unusedHelp; // picocli itself acts on it

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean unusedVersion; // picocli itself acts on it

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print more, such as every finding in a dataset.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a fault.")
  private boolean debug;

  Faultline(Shell shell) {
    this.shell = shell;
  }

  /** Runs one command line to its exit code; throws nothing. */
  static int run(Shell shell, String... args) {
    Faultline root = new Faultline(shell);
    Failures failures = new Failures(shell);
    CommandLine commandLine =
        commandLine(root, shell)
            .setParameterExceptionHandler((fault, words) -> failures.misuse(fault))
            .setExecutionStrategy(parsed -> execute(parsed, shell))
            .setExecutionExceptionHandler(
                (fault, line, parsed) -> failures.report(fault, root.debug));
    int exitCode;
    try {
      exitCode = commandLine.execute(args);
    } catch (Throwable fault) { // Errors, such as a full heap, pass picocli by.
      exitCode = failures.report(fault, root.debug);
    }
    return failures.output(exitCode);
  }

  /** All commands with their options, as a user sees them. */
  static CommandLine commandLine(Faultline root, Shell shell) {
    CommandLine commandLine =
        new CommandLine(root)
            .setOut(shell.help())
            .setErr(shell.screen())
            .setUsageHelpWidth(Math.min(WIDEST_HELP, shell.columns()))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(shell.colour() ? Ansi.ON : Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine spark = subcommand(commandLine, "spark");
    DataOptions.makeOptional(subcommand(commandLine, "train").getCommandSpec());
    DataOptions.makeOptional(subcommand(spark, "classifier").getCommandSpec());
    layOutHelp(commandLine);
    return commandLine;
  }

  private static CommandLine subcommand(CommandLine parent, String name) {
    return Objects.requireNonNull(parent.getSubcommands().get(name));
  }

  /** Runs the command once its outputs are known to be writable and its own. */
  private static int execute(ParseResult parsed, Shell shell) {
    ParseResult command = innermost(parsed);
    boolean asksForHelp = command.isUsageHelpRequested() || command.isVersionHelpRequested();
    if (!asksForHelp
        && !SparkJvm.isThis()
        && command.commandSpec().userObject() instanceof RunsOnSpark parts
        && parts.master().isPresent()) {
      return SparkJvm.runAgain(shell, parsed.originalArgs());
    }
    try (Outputs unused = asksForHelp ? Outputs.NONE : outputs(command)) {
      return new CommandLine.RunLast().execute(parsed);
    }
  }

  /** The command that is to be run. */
  static ParseResult innermost(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    return command;
  }

  /** With faults as picocli hands them on. */
  private static Outputs outputs(ParseResult command) {
    try {
      return Outputs.take(command);
    } catch (FaultlineException e) {
      throw new CommandLine.ExecutionException(
          command.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  private static void layOutHelp(CommandLine commandLine) {
    commandLine.getSubcommands().values().forEach(Faultline::layOut);
    List<String> sections = new ArrayList<>(commandLine.getHelpSectionKeys());
    List<String> commands =
        List.of(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
    sections.removeAll(commands);
    sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING), commands);
    commandLine.getCommandSpec().usageMessage().sectionKeys(sections);
  }

  private static void layOut(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n@|bold Photos|@%n")
        .optionListHeading("%n@|bold Options|@ (* must be given)%n")
        .requiredOptionMarker('*')
        .commandListHeading("%n@|bold Commands|@%n")
        .footerHeading("%n@|bold Examples|@%n");
    commandLine.getSubcommands().values().forEach(Faultline::layOut);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Try faultline demo");
  }

  Shell shell() {
    return shell;
  }

  boolean verbose() {
    return verbose;
  }

  boolean debug() {
    return debug;
  }

  /** The version that Maven wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String built = Faultline.class.getPackage().getImplementationVersion();
      return new String[] {"faultline " + (built == null ? "(not packaged)" : built)};
    }
  }
}
