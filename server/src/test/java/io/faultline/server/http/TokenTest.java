package io.faultline.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  private static final String TEXT = "0123456789abcdef";

  @TempDir Path folder;

  private final AtomicLong seconds = new AtomicLong(1_000_000);
  private final Token token = new Token(TEXT, seconds::get);

  @Test
  void onlyTheWholeTokenMatches() {
    assertThat(token.matches(TEXT)).isTrue();
    assertThat(token.matches(TEXT + "0")).isFalse();
    assertThat(token.matches(TEXT.substring(1))).isFalse();
    assertThat(token.matches("")).isFalse();
  }

  @Test
  void aSessionHoldsUntilItsEndAndForItsTokenAlone() {
    String session = token.session();
    assertThat(token.isSession(session)).isTrue();
    assertThat(new Token(TEXT, seconds::get).isSession(session)).as("after a restart").isTrue();
    assertThat(new Token(TEXT + "x", seconds::get).isSession(session)).isFalse();
    seconds.addAndGet(Token.SESSION.toSeconds());
    assertThat(token.isSession(session)).isFalse();
  }

  @Test
  void aForgedSessionIsNone() {
    String session = token.session();
    String later = (Long.parseLong(session.substring(0, session.indexOf('.'))) + 1) + "";
    assertThat(token.isSession(later + session.substring(session.indexOf('.')))).isFalse();
    for (String odd :
        new String[] {"", ".", "1.", "x.y", "99999999999999999999.ab", session + "0"}) {
      assertThat(token.isSession(odd)).as(odd).isFalse();
    }
  }

  @Test
  void aFileHoldsTheTokenWithoutTheSpaceAroundIt() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "\n" + TEXT + "\n");
    assertThat(Token.read(file).matches(TEXT)).isTrue();
  }

  @Test
  void whatIsNoSecretIsRefused() throws IOException {
    for (String odd :
        new String[] {"", "short", "two words of some length", "line\nline line line"}) {
      Path file = Files.writeString(folder.resolve("token"), odd);
      assertThatThrownBy(() -> Token.read(file))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("16 printable");
    }
    assertThatThrownBy(() -> Token.read(folder.resolve("gone")))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("cannot be read");
  }
}
