package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts another JVM that has Spark on its class path, and waits for it. */
final class SparkJvm {
  /** Set in that JVM. */
  private static final String CHILD = "faultline.child";

  /** Set in that JVM where a job shows the stack trace of a fault. */
  private static final String DEBUG = "faultline.debug";

  /**
   * What Spark needs of Java 17 and newer, as {@code org.apache.spark.launcher.JavaModuleOptions}
   * of the oldest and newest supported Spark lists it; a test of module spark compares.
   */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
          "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
          "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
          "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "-Djdk.reflect.useDirectMethodHandle=false",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "-Dio.netty.allocator.type=pooled",
          "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private SparkJvm() {}

  /** Whether this is such a JVM. */
  static boolean isThis() {
    return Boolean.getBoolean(CHILD);
  }

  /** Runs the main method of a job of module spark and gives its exit code. */
  static int runJob(CommonOptions common, String job, List<String> arguments) {
    return run(common.shell(), List.of("-D" + DEBUG + "=" + common.debug()), job, arguments);
  }

  /** Runs this command line again and gives its exit code. */
  static int runAgain(Shell shell, List<String> arguments) {
    return run(shell, List.of(), Main.class.getName(), arguments);
  }

  private static int run(
      Shell shell, List<String> options, String mainClass, List<String> arguments) {
    SparkBuild build = SparkBuild.ready(shell);
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    // The options of this JVM, but for the first size of its heap.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Xms") && !option.startsWith("-Xmn"))
        .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
        .forEach(line::add);
    line.add("-D" + CHILD + "=true");
    line.addAll(options);
    line.add("-Dlog4j2.configurationFile=classpath:io/faultline/spark/log4j2.properties");
    line.add("-Dfaultline.jars=" + String.join(",", build.jarsForClusters(own())));
    line.add("-cp");
    line.add(String.join(File.pathSeparator, build.classPath(own())));
    line.add(mainClass);
    line.addAll(arguments);
    return wait(line);
  }

  /** The class path of this JVM, without a logger that would compete with Spark's. */
  private static List<String> own() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> !String.valueOf(Path.of(entry).getFileName()).startsWith("slf4j-nop"))
        .toList();
  }

  private static int wait(List<String> line) {
    try {
      ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
      builder.environment().putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
      Process process = builder.start();
      Thread kill = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(kill);
      int exitCode = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(kill);
      return exitCode;
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INTERNAL, "Java cannot be started again (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultlineException(Problem.CANCELLED, "stopped", e);
    }
  }
}
