package io.faultline.internal.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelAccountTest {
  private final List<Finding> found = new ArrayList<>();
  private final FileFindings findings = new FileFindings("a.txt", found);
  private final LabelAccount account = new LabelAccount(DatasetOptions.DEFAULT, found);

  @Test
  void aPhotoThatNeverHadLabelsIsClean() {
    assertThat(account.settle(photo(0), 0, findings, "photo").map(ImageRecord::clean))
        .contains(true);
    assertThat(found).isEmpty();
  }

  @Test
  void aPhotoThatLostAllItsLabelsIsLeftOutAndListed() {
    assertThat(account.settle(photo(0), 3, findings, "photo")).isEmpty();
    assertThat(found)
        .extracting(Finding::line)
        .containsExactly(
            "a.txt: photo: left out: all its 3 labels were dropped; --keep-unlabelled keeps it as a"
                + " clean photo");
  }

  @Test
  void aPhotoThatLostSomeIsNotComplete() {
    ImageRecord photo = account.settle(photo(2), 1, findings, "photo").orElseThrow();
    assertThat(photo.complete()).isFalse();
    assertThat(photo.annotations()).hasSize(2);
    assertThat(photo.with(List.of()).clean()).isFalse();
  }

  @Test
  void whatCannotBeUnderstoodCountsAsOneLostLabel() {
    assertThat(account.unreadable(photo(0), "mask is 3x4", findings, "photo")).isEmpty();
    assertThat(found.get(0).reason()).startsWith("mask is 3x4; ");
    assertThatThrownBy(() -> account.requireMostKept("d")).hasMessageContaining("1 of 1 labels");
  }

  @Test
  void theyAreKeptWhereThatIsAskedFor() {
    LabelAccount keeping = new LabelAccount(DatasetOptions.DEFAULT.withKeepUnlabelled(true), found);
    assertThat(keeping.settle(photo(0), 3, findings, "photo")).isEqualTo(Optional.of(photo(0)));
    assertThat(keeping.settle(photo(1), 3, findings, "photo").map(ImageRecord::complete))
        .contains(true);
    assertThat(found).isEmpty();
    assertThatCode(() -> keeping.requireMostKept("d")).doesNotThrowAnyException();
  }

  @Test
  void moreThanHalfOfTheLabelsLostIsAFaultWithThreeExamples() {
    account.settle(photo(4), 4, findings, "photo");
    assertThatCode(() -> account.requireMostKept("data")).doesNotThrowAnyException();
    for (int i = 1; i <= 5; i++) {
      findings.dropped("line " + i, "is wrong");
    }
    account.settle(photo(0), 1, findings, "photo");
    assertThatThrownBy(() -> account.requireMostKept("data"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("data: 5 of 9 labels cannot be used")
        .hasMessageContaining("line 1: dropped: is wrong | a.txt: line 2")
        .hasMessageNotContaining("line 4");
  }

  private static ImageRecord photo(int labels) {
    List<Annotation> truth = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      truth.add(Annotation.of(i, 1, new Box(i, 0, i + 1, 1)));
    }
    return new ImageRecord(1, "a.png", Path.of("a.png"), 9, 9, truth);
  }
}
