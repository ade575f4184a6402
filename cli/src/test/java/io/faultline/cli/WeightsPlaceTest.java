package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.pretrained.WeightsPlace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights by name on the command line: where they go, and what is said when they cannot come. */
class WeightsPlaceTest {
  @TempDir private Path folder;

  private static Path cache(Map<String, String> environment) {
    return WeightsPlace.of(environment).folder();
  }

  @Test
  void theFolderIsTheUsersOrThePlatforms() {
    Path home = Path.of(System.getProperty("user.home"));
    Path xdg = folder.toAbsolutePath();
    assertThat(cache(Map.of())).isEqualTo(home.resolve(".cache/faultline"));
    assertThat(cache(Map.of("XDG_CACHE_HOME", xdg.toString()))).isEqualTo(xdg.resolve("faultline"));
    assertThat(cache(Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(cache(Map.of()));
    assertThat(cache(Map.of("XDG_CACHE_HOME", xdg.toString(), "FAULTLINE_CACHE", "here")))
        .isEqualTo(Path.of("here"));
    assertThat(cache(Map.of("FAULTLINE_CACHE", ""))).isEqualTo(cache(Map.of()));
  }

  @Test
  void aMirrorReplacesTorchvisionsAddress() {
    assertThat(
            WeightsPlace.of(Map.of("FAULTLINE_WEIGHTS_URL", "https://mirror.example/torch"))
                .origin())
        .isEqualTo(URI.create("https://mirror.example/torch/"));
    for (String wrong : new String[] {"mirror", "ftp://mirror/", "https://a b/"}) {
      assertThatThrownBy(() -> WeightsPlace.of(Map.of("FAULTLINE_WEIGHTS_URL", wrong)))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
          .hasMessage(
              "FAULTLINE_WEIGHTS_URL is " + wrong + "; it must be an http:// or https:// address");
    }
  }

  @Test
  void oneOptionIsEnoughAndWithoutNetworkTheMessageHelps() throws IOException {
    Path photos = photos();
    String nowhere = nowhere();
    Map<String, String> environment =
        Map.of("FAULTLINE_CACHE", folder.resolve("c").toString(), "FAULTLINE_WEIGHTS_URL", nowhere);
    Recorded train =
        Recorded.in(
            environment, "train", "--data", photos, "--out", out(), "--weights", "resnet34");
    assertThat(train.exitCode()).as(train.err()).isEqualTo(5);
    assertThat(train.err())
        .contains("weights resnet34.IMAGENET1K_V1: fetching " + nowhere)
        .contains("faultline: " + nowhere + "resnet34-b627a593.pth: cannot be reached (")
        .contains("put that file into " + folder.resolve("c"))
        .doesNotContain("proposals");
  }

  @Test
  void aNameOfAnotherArchitectureOrOfNoneIsAWrongOption() {
    Path photos = photos();
    Recorded other =
        Recorded.run(
            "train", "--data", photos, "--out", out(), "--set", "network.weights=resnet34");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("set network.architecture=resnet34");

    Recorded unknown =
        Recorded.run("train", "--data", photos, "--out", out(), "--weights", "resnet81");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("network.weights is resnet81", "the nearest is resnet18");
  }

  @Test
  void theHelpListsTheNames() {
    assertThat(Recorded.run("train", "--help").out().replaceAll("\\s+", " "))
        .contains("--weights", "NAME|FILE", "resnet18, resnet34");
  }

  private Path out() {
    return folder.resolve("run");
  }

  private Path photos() {
    Path photos = folder.resolve("photos");
    assertThat(Recorded.run("synth", "--out", photos, "--photos", 2, "--size", "64x64").exitCode())
        .isZero();
    return photos;
  }

  /** An address of this machine where nothing listens. */
  private static String nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/models/";
    }
  }
}
