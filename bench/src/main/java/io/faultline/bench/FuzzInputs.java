package io.faultline.bench;

import io.faultline.FaultlineException;
import io.faultline.bench.FuzzTarget.Seed;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Changes valid files of every format and reads them: nothing but a {@link FaultlineException} may
 * be thrown, and each input has {@value #LIMIT_SECONDS} seconds of a processor. The same count and
 * seed give the same inputs.
 *
 * <p>Every input is on the disk before it is tried, and {@code now.txt} in the work folder names
 * it: after a crash of the whole process that is the input to blame. Others that fail are kept in
 * {@code faults}.
 */
public final class FuzzInputs {
  private static final int LIMIT_SECONDS = 10;

  /**
   * On a machine that is busy with other work, the same takes longer; a deadlock takes for ever.
   */
  private static final int IDLE_LIMIT_SECONDS = 120;

  /** A bundle is loaded and used, which takes so many times as long as reading a file. */
  private static final int BUNDLE_COST = 20;

  private final List<FuzzTarget> targets;
  private final Path work;
  private final long seed;
  private final Map<String, int[]> counts = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private volatile long thread;
  private ExecutorService worker = worker();

  private FuzzInputs(Path resources, Path work, long seed) throws IOException {
    this.targets = new FuzzTargets(resources, work).all();
    this.work = work;
    this.seed = seed;
  }

  /** {@code COUNT SEED [RESOURCES [TARGET]]}: prints what came of each format. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path resources = Path.of(arguments.length > 2 ? arguments[2] : "core/src/test/resources");
    String only = arguments.length > 3 ? arguments[3] : "";
    Path work = Files.createTempDirectory("fuzz");
    System.out.println("count " + count + ", seed " + seed + ", work folder " + work);
    FuzzInputs inputs = new FuzzInputs(resources, work, seed);
    List<String> faults = inputs.run(count, only, Long.MAX_VALUE);
    inputs.print(System.out);
    // Not exit: what hangs may still be inside a native library.
    Runtime.getRuntime().halt(faults.isEmpty() ? 0 : 1);
  }

  /**
   * Tries inputs until they are enough or the time is over.
   *
   * @param work an empty folder
   * @return what failed; empty where all is well
   */
  static List<String> faults(Path resources, Path work, long seed, int count, long nanos)
      throws IOException, InterruptedException {
    return new FuzzInputs(resources, work, seed).run(count, "", System.nanoTime() + nanos);
  }

  private List<String> run(int count, String only, long end)
      throws IOException, InterruptedException {
    List<FuzzTarget> chosen =
        targets.stream().filter(target -> target.name().startsWith(only)).toList();
    int tried = 0;
    for (int round = 0; tried < count && System.nanoTime() - end < 0; round++) {
      for (FuzzTarget target : chosen) {
        if (!target.name().startsWith("bundle") || round % BUNDLE_COST == 0) {
          attempt(target, round);
          tried++;
        }
      }
    }
    worker.shutdownNow();
    return List.copyOf(faults);
  }

  private void attempt(FuzzTarget target, int round) throws IOException, InterruptedException {
    SplittableRandom random =
        new SplittableRandom(31 * (31 * seed + target.name().hashCode()) + round);
    Seed valid = target.seeds().get(random.nextInt(target.seeds().size()));
    Seed other = target.seeds().get(random.nextInt(target.seeds().size()));
    byte[] changed =
        target.name().startsWith("bundle")
            ? FuzzBundle.of(valid.bytes(), random)
            : FuzzMutation.of(valid.bytes(), other.bytes(), target.text(), random);
    boolean stood = Files.exists(valid.place());
    Files.write(valid.place(), changed);
    Files.writeString(
        work.resolve("now.txt"), target.name() + " " + round + " " + valid.place() + "\n");
    int[] count = counts.computeIfAbsent(target.name(), name -> new int[3]);
    count[0]++;
    Future<?> reading = worker.submit(() -> target.reader().read(valid.place()));
    try {
      if (!ended(reading)) {
        fault(target, round, changed, "takes more than " + LIMIT_SECONDS + " s");
        worker.shutdownNow();
        worker = worker();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FaultlineException) {
        count[1]++;
      } else {
        fault(target, round, changed, String.valueOf(e.getCause()));
        e.printStackTrace();
      }
    }
    if (stood) {
      Files.write(valid.place(), valid.bytes());
    } else {
      Files.deleteIfExists(valid.place());
    }
  }

  /** Waits for the end; false where the reading takes too long, in work or in idle waiting. */
  private boolean ended(Future<?> reading) throws InterruptedException, ExecutionException {
    long workBefore = work(thread);
    for (int waited = 0; waited < IDLE_LIMIT_SECONDS; waited++) {
      try {
        reading.get(1, TimeUnit.SECONDS);
        return true;
      } catch (TimeoutException goesOn) {
        if (work(thread) - workBefore > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
          return false;
        }
      }
    }
    return false;
  }

  private static long work(long thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
  }

  private void fault(FuzzTarget target, int round, byte[] changed, String what) throws IOException {
    counts.getOrDefault(target.name(), new int[3])[2]++;
    Path kept =
        Files.createDirectories(work.resolve("faults"))
            .resolve(target.name().replace(' ', '-') + "-" + round);
    Files.write(kept, changed);
    String line =
        target.name() + ", seed " + seed + ", input " + round + " (" + kept + "): " + what;
    faults.add(line);
    System.err.println(line);
  }

  private void print(PrintStream out) {
    int inputs = 0;
    out.printf("%-16s %8s %8s %7s%n", "format", "inputs", "refused", "faults");
    for (Map.Entry<String, int[]> one : counts.entrySet()) {
      int[] count = one.getValue();
      out.printf("%-16s %8d %8d %7d%n", one.getKey(), count[0], count[1], count[2]);
      inputs += count[0];
    }
    out.println(inputs + " inputs, " + faults.size() + " faults");
  }

  private ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread made = new Thread(task, "fuzz");
          made.setDaemon(true);
          thread = made.getId();
          return made;
        });
  }
}
