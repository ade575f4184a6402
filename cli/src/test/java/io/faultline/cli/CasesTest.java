package io.faultline.cli;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of the corpus: see {@link CaseTable}. */
class CasesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> casesHold() throws IOException {
    return CaseTable.all().stream()
        .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> hold(one)));
  }

  private void hold(ObjectNode one) throws Exception {
    String pending = CaseTable.pending().getOrDefault(one.get("name").asText(), "");
    if (pending.isEmpty()) {
      check(one);
      return;
    }
    try {
      check(one);
    } catch (AssertionError expected) {
      return;
    }
    fail(one.get("name") + " holds now: take away its mark, pending: " + pending);
  }

  private void check(ObjectNode one) throws Exception {
    Path place = Files.createTempDirectory(folder, "case");
    Path in = Files.createDirectories(place.resolve("in"));
    Path out = Files.createDirectories(place.resolve("out"));
    CaseFiles.write(one, in);
    String line = one.path("run").asText("convert --data {in} --out {out}/annotations.json");
    Object[] words = Stream.of(line.split(" +")).map(word -> placed(word, in, out)).toArray();
    Recorded run = inTime(words);
    try {
      new CaseCheck(one, run, in, out).all();
    } catch (AssertionError wrong) {
      throw new AssertionError(
          one.get("name").asText()
              + ": faultline "
              + line
              + "\n"
              + wrong.getMessage()
              + "\nexit code "
              + run.exitCode()
              + "\n"
              + run.err()
              + run.out(),
          wrong);
    }
  }

  private static String placed(String word, Path in, Path out) {
    String bundles = CaseTable.folder().resolveSibling("bundles").toString();
    return word.replace("{in}", in.toString())
        .replace("{out}", out.toString())
        .replace("{bundles}", bundles)
        .replace("{sp}", " ");
  }

  private static Recorded inTime(Object[] words) throws InterruptedException, ExecutionException {
    FutureTask<Recorded> run = new FutureTask<>(() -> Recorded.run(words));
    Thread thread = new Thread(run, "case");
    thread.setDaemon(true);
    thread.start();
    try {
      return run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("runs longer than " + LIMIT, e);
    }
  }
}
