package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Dataset;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.image.ImageWriter;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import io.faultline.server.workspace.history.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceCommandTest {
  private static final Box CRACK = new Box(3, 4, 30, 20);

  @TempDir Path folder;

  @BeforeEach
  void onePhotoWithACrack() throws IOException {
    try (Workspace workspace = open()) {
      byte[] photo = ImageWriter.encodePng(Raster.wrap(40, 30, new byte[3 * 40 * 30]));
      long id =
          workspace.add("wall.png", new ByteArrayInputStream(photo)).photo().orElseThrow().id();
      int crack = workspace.category("crack").id();
      workspace.edit(id, 0, "ann", List.of(new Change.Add(crack, CRACK), new Change.Review(0)));
    }
  }

  private Workspace open() {
    return Workspace.open(folder.resolve("w"), new ModelSlot(), WorkspaceOptions.DEFAULT);
  }

  private Recorded run(String... words) {
    return Recorded.run((Object[]) words);
  }

  @Test
  void labelsGoOutAsADatasetAndComeBack() {
    String workspace = folder.resolve("w").toString();
    Path out = folder.resolve("out");
    Recorded exported =
        run(
            "workspace",
            "export",
            "--workspace",
            workspace,
            "--format",
            "coco",
            "--out",
            out.toString());
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    Dataset dataset = DatasetReader.open(out, Optional.empty(), Optional.empty()).dataset();
    assertThat(dataset.images()).hasSize(1);
    assertThat(dataset.images().get(0).annotations().get(0).box()).isEqualTo(CRACK);
    try (Workspace open = open()) {
      open.undo(1, 1, "ann");
    }
    Recorded imported =
        run(
            "workspace",
            "import",
            "--workspace",
            workspace,
            out.resolve("annotations.json").toString());
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.out()).contains("coco: 1 boxes in 1 photos");
    try (Workspace open = open()) {
      assertThat(open.counts().reviewed()).isEqualTo(1);
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    String workspace = folder.resolve("w").toString();
    String out = folder.resolve("out").toString();
    Recorded none =
        run(
            "workspace",
            "export",
            "--workspace",
            folder.resolve("none").toString(),
            "--format",
            "coco",
            "--out",
            out);
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.err()).contains("is no workspace");
    Recorded format =
        run("workspace", "export", "--workspace", workspace, "--format", "docx", "--out", out);
    assertThat(format.exitCode()).isEqualTo(2);
    assertThat(format.err()).contains("format is docx");
    try (Workspace open = open()) {
      Recorded held =
          run("workspace", "export", "--workspace", workspace, "--format", "csv", "--out", out);
      assertThat(held.exitCode()).isEqualTo(6);
      assertThat(held.err()).contains("this process");
      assertThat(open.counts().photos()).isEqualTo(1);
    }
    assertThat(run("workspace").exitCode()).isEqualTo(2);
  }
}
