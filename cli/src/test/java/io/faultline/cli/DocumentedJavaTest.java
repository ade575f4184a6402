package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every piece of Java on a page for users compiles. */
class DocumentedJavaTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  @TempDir private Path folder;

  static List<String> blocks() {
    return Stream.of("README.md", "docs/java.md")
        .flatMap(
            page ->
                BLOCK
                    .matcher(DocsFolder.text(DocsFolder.page(page)))
                    .results()
                    .map(block -> block.group(1)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void itCompiles(String block) throws URISyntaxException {
    String program =
        """
        import io.faultline.*;
        import io.faultline.detection.*;
        import java.nio.file.Path;
        import java.util.List;

        class Example {
          void run() throws Exception {
        """
            + block
            + "}}";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter faults = new StringWriter();
    boolean compiles =
        compiler
            .getTask(
                faults,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    library() + File.pathSeparator + System.getProperty("java.class.path")),
                null,
                List.of(new Source(program)))
            .call();
    assertThat(compiles).as(faults + program).isTrue();
  }

  /** Where the classes of the library come from, however the tests were started. */
  private static Path library() throws URISyntaxException {
    return Path.of(
        io.faultline.Faultline.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
