package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.proposal.Proposals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalStoreTest {
  @TempDir Path folder;

  private static Fingerprint key(long number) {
    return Fingerprint.builder().add(number).build();
  }

  private static StoredProposals random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<StoredProposals.Photo> photos = new ArrayList<>();
    for (int id = 0; id < 5; id++) {
      List<Box> boxes = new ArrayList<>();
      int limit = 1 << random.nextInt(1, 30);
      for (int i = random.nextInt(50); i > 0; i--) {
        boxes.add(
            Box.ofSize(
                random.nextInt(limit),
                random.nextInt(limit),
                1 + random.nextInt(limit),
                1 + random.nextInt(limit)));
      }
      List<Double> scores =
          seed % 3 > 0 || id == 2
              ? List.of()
              : boxes.stream().map(box -> random.nextDouble() - 0.5).toList();
      photos.add(new StoredProposals.Photo(-id, key(id), new Proposals(boxes, scores)));
    }
    return new StoredProposals("grid(\u00fc)", photos);
  }

  @Test
  void readsWhatWasWritten() {
    for (int seed = 0; seed < 30; seed++) {
      Path file = folder.resolve("p" + seed);
      ProposalStore.write(file, random(seed));
      assertThat(ProposalStore.read(file)).isEqualTo(random(seed));
    }
    StoredProposals none = new StoredProposals("", List.of());
    ProposalStore.write(folder.resolve("none"), none);
    assertThat(ProposalStore.read(folder.resolve("none"))).isEqualTo(none);
  }

  @Test
  void withoutScoresFilesStayAsTheyWere() throws IOException {
    Path file = folder.resolve("p");
    ProposalStore.write(file, random(1));
    assertThat(Files.readAllBytes(file)[11]).isEqualTo((byte) 1);
    ProposalStore.write(file, random(3));
    assertThat(Files.readAllBytes(file)[11]).isEqualTo((byte) 2);
  }

  @Test
  void takesAboutFiveBytesPerBox() throws IOException {
    Path file = folder.resolve("p");
    List<Box> boxes = DenseGrid.standard().propose(Photos.flat(256, 256)).boxes();
    ProposalStore.write(
        file,
        new StoredProposals(
            "grid", List.of(new StoredProposals.Photo(1, key(1), new Proposals(boxes)))));
    assertThat(Files.size(file)).isLessThan(6L * boxes.size());
  }

  @Test
  void anyChangedOrMissingByteIsAFault() throws IOException {
    Path file = folder.resolve("p");
    ProposalStore.write(file, random(3));
    byte[] good = Files.readAllBytes(file);
    Path bad = folder.resolve("bad.proposals");
    for (int at = 0; at < good.length; at += 7) {
      byte[] changed = good.clone();
      changed[at] ^= 4;
      Files.write(bad, changed);
      assertFault(bad);
      Files.write(bad, Arrays.copyOf(good, at));
      assertFault(bad);
    }
    Files.write(bad, Arrays.copyOf(good, good.length + 1));
    assertFault(bad);
  }

  @Test
  void missingFileIsAFault() {
    assertFault(folder.resolve("nowhere"));
  }

  private static void assertFault(Path file) {
    assertThatThrownBy(() -> ProposalStore.read(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void refusesCornersThatAreNotWhole() {
    StoredProposals.Photo photo =
        new StoredProposals.Photo(1, key(1), new Proposals(List.of(new Box(0.5, 0, 2, 2))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ProposalStore.write(folder.resolve("p"), new StoredProposals("x", List.of(photo))));
    assertThat(folder.resolve("p")).doesNotExist();
  }

  @Test
  void findsByContentAlone() throws IOException {
    Path photo = Files.writeString(folder.resolve("a.png"), "pixels");
    Path same = Files.writeString(folder.resolve("b.png"), "pixels");
    Fingerprint made = StoredProposals.key("grid", photo);
    StoredProposals run =
        new StoredProposals(
            "grid", List.of(new StoredProposals.Photo(1, made, new Proposals(List.of()))));
    assertThat(run.find(1, StoredProposals.key("grid", same))).isPresent();
    assertThat(run.find(1, StoredProposals.key("ridge", photo))).isEmpty();
    assertThat(run.find(2, made)).isEmpty();
    Files.writeString(photo, "other pixels");
    assertThat(run.find(1, StoredProposals.key("grid", photo))).isEmpty();
  }

  @Test
  void fingerprintFollowsGeneratorPhotosAndPixels() {
    assertThat(random(1).fingerprint()).isEqualTo(random(2).fingerprint());
    assertThat(new StoredProposals("other", random(1).photos()).fingerprint())
        .isNotEqualTo(random(1).fingerprint());
    assertThat(new StoredProposals("grid(\u00fc)", random(1).photos().subList(0, 4)).fingerprint())
        .isNotEqualTo(random(1).fingerprint());
    assertThat(StoredProposals.key("grid", Photos.flat(2, 3)))
        .isNotEqualTo(StoredProposals.key("grid", Photos.flat(3, 2)));
  }

  @Test
  void refusesAnIdTwice() {
    StoredProposals.Photo photo = random(1).photos().get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoredProposals("x", List.of(photo, photo)));
  }
}
