package io.faultline.server.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  @Test
  void everyOlderSchemaKeepsItsPhotosAndHistories() throws SQLException {
    for (int version = 1; version <= Migrations.ALL.scripts().size(); version++) {
      Path file = folder.resolve("schema" + version + ".db");
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        Migrations.to(version).bring(connection, file);
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate("INSERT INTO category (id, name) VALUES (7, 'crack')");
          statement.executeUpdate(
              "INSERT INTO photo (id, hash, ending, name, export_name, width, height, added, state,"
                  + " version, reviewed, corrected, verdict, doubt, boxes, categories)"
                  + " VALUES (3, 'ab', 'jpeg', 'a wall', 'a wall.jpg', 640, 480,"
                  + " '2024-01-01T00:00:00Z', 'DONE', 1, 1, 1, 'CRACK', 0, 1, ',7,')");
          statement.executeUpdate(
              "INSERT INTO history VALUES (3, 1, '2024-01-02T00:00:00Z', 'ann', 'edit',"
                  + " '[{\"op\":\"add\",\"category\":7,"
                  + "\"to\":{\"x1\":1,\"y1\":2,\"x2\":30,\"y2\":40}}]')");
        }
      }
      try (Database database = Database.open(file)) {
        PhotoRow row = database.in(sql -> new PhotoTable(sql).get(3)).orElseThrow();
        assertThat(row.name()).isEqualTo("a wall");
        assertThat(row.summary().reviewed()).isTrue();
        List<Entry> history = database.in(sql -> new PhotoTable(sql).history(3));
        assertThat(history)
            .containsExactly(
                new Entry.Edited(
                    1,
                    Instant.parse("2024-01-02T00:00:00Z"),
                    "ann",
                    List.of(new Change.Add(7, new Box(1, 2, 30, 40)))));
        assertThat(database.<Counts>in(sql -> new PhotoTable(sql).counts()).reviewed())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAsItIs() throws SQLException {
    Path file = folder.resolve("new.db");
    Database.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 999");
    }
    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("has schema 999")
        .hasMessageContaining("newer Faultline");
  }

  @Test
  void otherDatabasesAndOtherFilesAreRefused() throws SQLException, IOException {
    Path other = folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE song (title TEXT)");
    }
    assertThatThrownBy(() -> Database.open(other)).hasMessageContaining("of another program");
    Path text = folder.resolve("text.db");
    Files.writeString(text, "not a database ".repeat(100));
    assertThatThrownBy(() -> Database.open(text))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("no SQLite database");
  }

  @Test
  void theHistoryIsAppendOnly() throws SQLException {
    try (Database database = Database.open(folder.resolve("workspace.db"))) {
      database.in(
          sql -> {
            PhotoTable table = new PhotoTable(sql);
            long id =
                table.add("cd", "png", "x", "x.png", 9, 9, Instant.EPOCH, PhotoRow.State.DONE);
            table.append(id, new Entry.Undone(1, Instant.EPOCH, "ann", 0));
            return id;
          });
      for (String statement : List.of("DELETE FROM history", "UPDATE history SET who = 'nobody'")) {
        assertThatThrownBy(() -> database.in(sql -> sql.update(statement)))
            .hasMessageContaining("append-only");
      }
    }
  }
}
