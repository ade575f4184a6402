package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The workspace that a command works with. */
final class WorkspaceFolder {
  @Option(
      names = "--workspace",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of the workspace.")
  private Path folder;

  /** Opens the workspace for one piece of work; nothing else happens in it. */
  <T> T with(Function<Workspace, T> work) {
    if (!Files.isRegularFile(folder.resolve(Workspace.DATABASE))) {
      throw new FaultlineException(
          Problem.INPUT,
          folder + ": is no workspace; faultline serve --workspace " + folder + " makes one there");
    }
    try (ModelSlot slot = new ModelSlot();
        Workspace workspace = Workspace.open(folder, slot, WorkspaceOptions.DEFAULT.quiet())) {
      return work.apply(workspace);
    }
  }
}
