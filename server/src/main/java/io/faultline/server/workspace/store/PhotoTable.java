package io.faultline.server.workspace.store;

import io.faultline.detection.Verdict;
import io.faultline.server.workspace.history.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of photos, inside of a transaction. */
public final class PhotoTable {
  private final Sql sql;

  /** The table as this transaction sees it. */
  public PhotoTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * Adds a photo without history; one that does not wait for a model is for a person.
   *
   * @return its id
   */
  public long add(
      String hash,
      String ending,
      String name,
      String exportName,
      int widthPx,
      int heightPx,
      Instant added,
      PhotoRow.State state)
      throws SQLException {
    return sql.insert(
        "INSERT INTO photo (hash, ending, name, export_name, width, height, added, state, version,"
            + " reviewed, corrected, verdict, doubt, boxes, categories)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, 0, ',')",
        hash,
        ending,
        name,
        exportName,
        widthPx,
        heightPx,
        added,
        state,
        state == PhotoRow.State.DONE ? Optional.of(Verdict.REVIEW) : Optional.empty(),
        state == PhotoRow.State.DONE ? 0.5 : 0);
  }

  /** The photo with this id. */
  public Optional<PhotoRow> get(long id) throws SQLException {
    return sql.first("SELECT * FROM photo WHERE id = ?", PhotoTable::row, id);
  }

  /** The photo with these bytes. */
  public Optional<PhotoRow> ofHash(String hash) throws SQLException {
    return sql.first("SELECT * FROM photo WHERE hash = ?", PhotoTable::row, hash);
  }

  /** The photo with this export name. */
  public Optional<PhotoRow> ofExportName(String name) throws SQLException {
    return sql.first(
        "SELECT * FROM photo WHERE export_name = ? COLLATE NOCASE", PhotoTable::row, name);
  }

  /** The photos of a list. */
  public List<PhotoRow> list(PhotoQuery query) throws SQLException {
    return sql.list("SELECT *" + query.page(), PhotoTable::row, query.arguments());
  }

  /** The version of every photo that is not removed. */
  public Map<Long, Integer> versions() throws SQLException {
    Map<Long, Integer> versions = new HashMap<>();
    for (long[] row :
        sql.list(
            "SELECT id, version FROM photo WHERE removed = 0",
            row -> new long[] {row.getLong("id"), row.getLong("version")})) {
      versions.put(row[0], (int) row[1]);
    }
    return versions;
  }

  /** What models may use photos for, by photo; those that were never used are absent. */
  public Map<Long, String> roles() throws SQLException {
    Map<Long, String> roles = new HashMap<>();
    for (Map.Entry<Long, String> role :
        sql.list(
            "SELECT id, role FROM photo WHERE role IS NOT NULL",
            row -> Map.entry(row.getLong("id"), Sql.text(row, "role")))) {
      roles.put(role.getKey(), role.getValue());
    }
    return roles;
  }

  /** Sets what models may use a photo for, where that is not set. */
  public void role(long id, String role) throws SQLException {
    sql.update("UPDATE photo SET role = ? WHERE id = ? AND role IS NULL", role, id);
  }

  /** How many photos a list has over all its pages. */
  public long total(PhotoQuery query) throws SQLException {
    return sql.count("SELECT count(*)" + query.where(), query.arguments());
  }

  /** The photo that has waited longest for the detector, after the given id. */
  public Optional<PhotoRow> waiting(long after) throws SQLException {
    return sql.first(
        "SELECT * FROM photo WHERE state = 'WAITING' AND removed = 0 AND id > ? ORDER BY id LIMIT 1",
        PhotoTable::row,
        after);
  }

  /** Counts of all photos. */
  public Counts counts() throws SQLException {
    return sql.first(
            "SELECT count(*), total(state = 'WAITING'), total(state = 'FAILED'),"
                + " total(verdict = 'CRACK' AND state <> 'FAILED'),"
                + " total(verdict = 'REVIEW' AND state <> 'FAILED'),"
                + " total(verdict = 'CLEAN' AND state <> 'FAILED'),"
                + " total(reviewed), total(corrected), (SELECT count(*) FROM photo WHERE removed = 1)"
                + " FROM photo WHERE removed = 0",
            row ->
                new Counts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9)))
        .orElseThrow();
  }

  /** Sets the state; {@code error} is present for a failed photo. */
  public void state(long id, PhotoRow.State state, Optional<String> error) throws SQLException {
    sql.update("UPDATE photo SET state = ?, error = ? WHERE id = ?", state, error, id);
  }

  /** Sets what the history says in short. */
  public void summary(long id, int version, Optional<String> model, PhotoRow.Summary summary)
      throws SQLException {
    sql.update(
        "UPDATE photo SET version = ?, model = ?, reviewed = ?, corrected = ?, removed = ?, verdict = ?,"
            + " doubt = ?, boxes = ?, categories = ? WHERE id = ?",
        version,
        model,
        summary.reviewed(),
        summary.corrected(),
        summary.removed(),
        summary.verdict(),
        summary.doubt(),
        summary.boxes(),
        summary.categories(),
        id);
  }

  /**
   * Lets every photo wait that is not reviewed and has no boxes of this model; failed ones stay.
   */
  public void waitFor(String model) throws SQLException {
    sql.update(
        "UPDATE photo SET state = 'WAITING'"
            + " WHERE state = 'DONE' AND reviewed = 0 AND model IS NOT ?",
        model);
  }

  /** Lets no photo wait: there is no model. */
  public void waitForNothing() throws SQLException {
    sql.update(
        "UPDATE photo SET state = 'DONE', doubt = iif(verdict IS NULL, 0.5, doubt),"
            + " verdict = coalesce(verdict, 'REVIEW') WHERE state = 'WAITING'");
  }

  /** All entries of a photo, in the order of versions. */
  public List<Entry> history(long id) throws SQLException {
    return sql.list(
        "SELECT h.version, h.at, h.who, h.kind, h.body, d.boxes FROM history h"
            + " LEFT JOIN detection d"
            + " ON h.kind = 'detect' AND d.photo = h.photo AND d.model = h.body"
            + " WHERE h.photo = ? ORDER BY h.version",
        PhotoTable::entry,
        id);
  }

  /** Adds an entry; its version must be the next one. */
  public void append(long id, Entry entry) throws SQLException {
    String kind;
    String body;
    if (entry instanceof Entry.Edited edited) {
      kind = "edit";
      body = EntryCodec.changes(edited.changes());
    } else if (entry instanceof Entry.Detected detected) {
      kind = "detect";
      body = detected.model();
    } else {
      kind = "undo";
      body = Integer.toString(((Entry.Undone) entry).undoes());
    }
    sql.update(
        "INSERT INTO history (photo, version, at, who, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        entry.version(),
        entry.at(),
        entry.who(),
        kind,
        body);
  }

  /** What a model found in a photo. */
  public Optional<Found> found(long id, String model) throws SQLException {
    return sql.first(
        "SELECT * FROM detection WHERE photo = ? AND model = ?",
        row ->
            new Found(
                Sql.text(row, "model"),
                Instant.parse(Sql.text(row, "at")),
                row.getDouble("coverage"),
                EntryCodec.lines(Sql.text(row, "doubts")),
                EntryCodec.detections(Sql.text(row, "boxes"))),
        id,
        model);
  }

  /** Keeps what a model found in a photo; what is there already stays. */
  public void keep(long id, Found found) throws SQLException {
    sql.update(
        "INSERT OR IGNORE INTO detection (photo, model, at, coverage, doubts, boxes)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        found.model(),
        found.at(),
        found.coverage(),
        EntryCodec.lines(found.doubts()),
        EntryCodec.detections(found.detections()));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    Instant at = Instant.parse(Sql.text(row, "at"));
    String who = Sql.text(row, "who");
    String body = Sql.text(row, "body");
    return switch (Sql.text(row, "kind")) {
      case "edit" -> new Entry.Edited(version, at, who, EntryCodec.changes(body));
      case "detect" ->
          new Entry.Detected(version, at, who, body, EntryCodec.detections(Sql.text(row, "boxes")));
      default -> new Entry.Undone(version, at, who, Integer.parseInt(body));
    };
  }

  private static PhotoRow row(ResultSet row) throws SQLException {
    return new PhotoRow(
        row.getLong("id"),
        Sql.text(row, "hash"),
        Sql.text(row, "ending"),
        Sql.text(row, "name"),
        Sql.text(row, "export_name"),
        row.getInt("width"),
        row.getInt("height"),
        Instant.parse(Sql.text(row, "added")),
        PhotoRow.State.valueOf(Sql.text(row, "state")),
        Sql.maybe(row, "error"),
        row.getInt("version"),
        new PhotoRow.Summary(
            row.getBoolean("reviewed"),
            row.getBoolean("corrected"),
            row.getBoolean("removed"),
            Sql.maybe(row, "verdict").map(Verdict::valueOf),
            row.getDouble("doubt"),
            row.getInt("boxes"),
            Sql.text(row, "categories")));
  }
}
