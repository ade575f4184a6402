package io.faultline.server.workspace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of models and trainings, inside of a transaction. */
public final class TeachTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sql sql;

  /** The tables as this transaction sees them. */
  public TeachTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * A model that is or was in use.
   *
   * @param hash SHA-256 of its file
   * @param figures the comparison that it was adopted by, or JSON's null
   */
  public record ModelRow(String hash, String name, Instant added, JsonNode figures) {}

  /**
   * A training on corrections.
   *
   * @param message what a person must know of its state
   * @param base the hash of the model that it started from
   * @param result the comparison with that model, or JSON's null
   */
  public record TrainingRow(
      long id,
      Instant started,
      TrainingState state,
      String message,
      Optional<String> base,
      JsonNode result) {}

  /** How far a training is. */
  public enum TrainingState {
    /** It runs. */
    RUNNING,
    /** A person or the end of the program stopped it; it can go on. */
    STOPPED,
    /** It is done, and a person must say whether its model is used. */
    FINISHED,
    /** It cannot go on. */
    FAILED,
    /** Its model came into use. */
    ADOPTED,
    /** Its model is not wanted. */
    DISCARDED
  }

  /** All models, the newest first. */
  public List<ModelRow> models() throws SQLException {
    return sql.list(
        "SELECT * FROM model ORDER BY added DESC, hash",
        row ->
            new ModelRow(
                Sql.text(row, "hash"),
                Sql.text(row, "name"),
                Instant.parse(Sql.text(row, "added")),
                json(Sql.text(row, "figures"))));
  }

  /** Keeps a model; one that is there stays as it is. */
  public void keep(ModelRow model) throws SQLException {
    sql.update(
        "INSERT OR IGNORE INTO model (hash, name, added, figures) VALUES (?, ?, ?, ?)",
        model.hash(),
        model.name(),
        model.added(),
        model.figures());
  }

  /** A new training that runs; gives its id. */
  public long begin(Instant started, Optional<String> base) throws SQLException {
    return sql.insert(
        "INSERT INTO training (started, state, message, base, result)"
            + " VALUES (?, 'RUNNING', '', ?, 'null')",
        started,
        base);
  }

  /** Sets the state of a training. */
  public void state(long id, TrainingState state, String message) throws SQLException {
    sql.update("UPDATE training SET state = ?, message = ? WHERE id = ?", state, message, id);
  }

  /** Sets the result of a training. */
  public void result(long id, JsonNode result) throws SQLException {
    sql.update("UPDATE training SET result = ? WHERE id = ?", result, id);
  }

  /** The newest training. */
  public Optional<TrainingRow> current() throws SQLException {
    return sql.first("SELECT * FROM training ORDER BY id DESC LIMIT 1", TeachTable::training);
  }

  private static TrainingRow training(ResultSet row) throws SQLException {
    return new TrainingRow(
        row.getLong("id"),
        Instant.parse(Sql.text(row, "started")),
        TrainingState.valueOf(Sql.text(row, "state")),
        Sql.text(row, "message"),
        Sql.maybe(row, "base"),
        json(Sql.text(row, "result")));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds broken JSON: " + text, e);
    }
  }
}
