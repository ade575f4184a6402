package io.faultline.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatingTest {
  private static final Target TARGET = new Target(0.9, 0.95, RecallPromise.Level.OBJECT, 0.5, "");
  private static final Evidence EVIDENCE =
      new Evidence(0.4, 99, 100, 0.95, 0.92, 12, 60, 0.3, 20, 3);

  @TempDir Path folder;
  private Database database;
  private ScoreIndex scores;

  @BeforeEach
  void twoPhotosWithFourBoxes() {
    database = Database.open(folder.resolve("workspace.db"));
    scores = new ScoreIndex(database);
    database.in(
        sql -> {
          int crack = new Settings(sql).category("crack").id();
          PhotoTable table = new PhotoTable(sql);
          for (String hash : List.of("aa", "bb")) {
            table.add(hash, "png", hash, hash, 99, 99, Instant.EPOCH, PhotoRow.State.DONE);
          }
          double[] ofFirst = {0.9, 0.5, 0.2};
          for (int i = 0; i < ofFirst.length; i++) {
            append(table, 1, i + 1, new Change.Suggest(crack, new Box(0, 0, 9, 9), ofFirst[i]));
          }
          append(table, 2, 1, new Change.Suggest(crack, new Box(0, 0, 9, 9), 0.45));
          return true;
        });
  }

  private static void append(PhotoTable table, long id, int version, Change change)
      throws java.sql.SQLException {
    Entry entry = new Entry.Edited(version, Instant.EPOCH, "ann", List.of(change));
    table.append(id, entry);
    table.summary(id, version, Optional.empty(), PhotoRow.Summary.NEW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void countsFollowTheThresholdAndTheCorrections() {
    assertThat(scores.at(Thresholds.all(0))).isEqualTo(new ScoreIndex.Reported(2, 4));
    assertThat(scores.at(Thresholds.all(0.5))).isEqualTo(new ScoreIndex.Reported(1, 2));
    assertThat(scores.at(Thresholds.all(1))).isEqualTo(new ScoreIndex.Reported(0, 0));
    PhotoLedger ledger = new PhotoLedger(database, Clock.systemUTC(), Optional::empty);
    ledger.edit(2, 1, "ann", List.of(new Change.Accept("i1.0")));
    ledger.edit(1, 3, "ann", List.of(new Change.Reject("i1.0")));
    assertThat(scores.at(Thresholds.all(1))).isEqualTo(new ScoreIndex.Reported(1, 1));
    assertThat(scores.at(Thresholds.all(0.5))).isEqualTo(new ScoreIndex.Reported(2, 2));
    assertThat(scores.corrections()).isEqualTo(1);
    ledger.undo(1, 4, "ann");
    assertThat(scores.corrections()).isZero();
  }

  @Test
  void theModelsThresholdStandsForThoseOfItsClasses() {
    Category crack = new Category(crack(), "crack");
    OperatingPoint own =
        new OperatingPoint(0.4, 0.6, new OperatingPoint.Stated("by hand")).at(crack, 0.6, "so");
    assertThat(scores.at(own.thresholds())).isEqualTo(new ScoreIndex.Reported(1, 1));
    assertThat(words(0.4, own)).contains("1 box in 1 photo is", "some classes have their own");
    assertThat(words(0.5, own)).contains("2 boxes in 1 photo are", "1 more box than");
  }

  private int crack() {
    return database.in(sql -> new Settings(sql).category("crack").id());
  }

  @Test
  void aProvenPromiseHoldsBelowItsThresholdAndNotAbove() {
    OperatingPoint point = new OperatingPoint(0.4, 0.6, new RecallPromise.Proven(TARGET, EVIDENCE));
    assertThat(words(0.4, point))
        .contains("This is the model's threshold", "The promise: at least");
    assertThat(words(0.1, point))
        .contains("4 boxes in 2 photos", "1 more box than", "so the promise holds");
    assertThat(words(0.8, point))
        .contains("1 box in 1 photo is reported", "2 fewer boxes than", "nothing is promised");
  }

  @Test
  void withoutAProofNothingIsPromisedAnywhere() {
    OperatingPoint refused =
        new OperatingPoint(0.4, 0.6, new RecallPromise.Refused(TARGET, EVIDENCE, 10));
    OperatingPoint stated = new OperatingPoint(0.4, 0.6, new OperatingPoint.Stated("by hand"));
    for (double threshold : new double[] {0, 0.4, 1}) {
      assertThat(words(threshold, refused)).contains("No recall is promised", "does not stand");
      assertThat(words(threshold, stated)).contains("No recall is promised");
      assertThat(Operating.of(threshold, Optional.empty(), scores).words())
          .contains("There is no model");
    }
  }

  private String words(double threshold, OperatingPoint point) {
    return Operating.of(threshold, Optional.of(point), scores).words();
  }
}
