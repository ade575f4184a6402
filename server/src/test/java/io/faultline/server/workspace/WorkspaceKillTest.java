package io.faultline.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faultline.geometry.Box;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModels;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.sqlite.JDBC;

/** A process is killed at random moments while it writes: what it said is there, all of it. */
class WorkspaceKillTest {
  private static final int KILLS = 30;
  private static final int LONGEST_START_MILLISECONDS = 400;
  private static final int LONGEST_WORK_MILLISECONDS = 150;

  @TempDir Path folder;

  @Test
  void nothingThatWasAnsweredIsLostByAKill() throws IOException, InterruptedException {
    Random random = new Random(17);
    List<String> answered = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      answered.addAll(run(kill, random));
    }
    assertThat(answered).hasSizeGreaterThan(KILLS);
    try (Workspace workspace =
        Workspace.open(folder.resolve("w"), new ModelSlot(), WorkspaceOptions.DEFAULT)) {
      for (String line : answered) {
        assertKept(workspace, line.split(" ", -1));
      }
      assertThat(workspace.counts().failed()).isZero();
    }
    assertThat(folder.resolve("w/photos/incoming")).isEmptyDirectory();
  }

  /** What a process answered before it was killed. */
  private List<String> run(int number, Random random) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                KilledWriter.class.getName(),
                folder.resolve("w").toString(),
                Integer.toString(number))
            .redirectError(folder.resolve("error" + number).toFile())
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean early = number % 5 == 4;
      if (early) { // While it opens the workspace, or soon after.
        Thread.sleep(random.nextInt(LONGEST_START_MILLISECONDS));
      } else {
        lines.add(String.valueOf(out.readLine()));
        Thread.sleep(random.nextInt(LONGEST_WORK_MILLISECONDS));
      }
      process.toHandle().destroyForcibly(); // Unlike the process itself, it leaves the stream open.
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("error" + number))).doesNotContain("Exception");
    return lines.stream().filter(WorkspaceKillTest::isWhole).toList();
  }

  /** Where this test's classes come from, whatever class loader a runner uses. */
  private static String classPath() {
    return Stream.of(
            KilledWriter.class,
            Workspace.class,
            Box.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonTypeInfo.class,
            YAMLMapper.class,
            JDBC.class,
            Logger.class,
            Pointer.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(place -> Path.of(URI.create(place.toString())).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void assertKept(Workspace workspace, String[] answer) {
    long id = Long.parseLong(answer[1]);
    PhotoLedger.Photo photo = workspace.photo(id).orElseThrow();
    if (answer[0].equals("photo")) {
      Path file = workspace.views().file(photo.row());
      assertThat(ServedModels.hash(file)).isEqualTo(photo.row().hash());
      assertThat(photo.row().state()).isEqualTo(PhotoRow.State.DONE);
      return;
    }
    int version = Integer.parseInt(answer[2]);
    int left = Integer.parseInt(answer[3]);
    List<Entry> history = workspace.history(id);
    assertThat(history).hasSizeGreaterThanOrEqualTo(version);
    Entry.Edited entry = (Entry.Edited) history.get(version - 1);
    assertThat(((Change.Add) entry.changes().get(0)).to()).isEqualTo(new Box(left, 0, left + 1, 1));
    assertThat(photo.state().boxes().stream().map(PhotoBox::id)).contains("p" + version + ".0");
    assertThat(photo.row().version()).isEqualTo(history.size());
  }

  /** A line that the kill cut short was not answered. */
  private static boolean isWhole(String line) {
    return line.matches("photo \\d+|edit \\d+ \\d+ \\d");
  }
}
