package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** Law: the JVMs that we start have the options that Spark gives to its own. */
class ModuleOptionsTest {
  @Test
  void theCommandLineAndTheTestsHaveAllOptions() throws IOException {
    Path root = Files.isDirectory(Path.of("spark")) ? Path.of("") : Path.of("..");
    List<String> options =
        Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
            // A warning on every start, for vector operations that are not used here.
            .filter(option -> !option.contains("jdk.incubator.vector"))
            .toList();
    assertThat(options).hasSizeGreaterThan(10);
    for (String file :
        List.of("cli/src/main/java/io/faultline/cli/SparkJvm.java", "spark/pom.xml")) {
      assertThat(Files.readString(root.resolve(file))).contains(options);
    }
  }
}
