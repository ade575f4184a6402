package io.faultline.server.workspace.store;

import io.faultline.dataset.Category;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Settings and classes of a workspace, inside of a transaction. */
public final class Settings {
  private final Sql sql;

  /** The settings as this transaction sees them. */
  public Settings(Sql sql) {
    this.sql = sql;
  }

  /** The value of a setting. */
  public Optional<String> get(String name) throws SQLException {
    return sql.first("SELECT value FROM setting WHERE name = ?", row -> row.getString(1), name);
  }

  /** Sets a setting. */
  public void put(String name, String value) throws SQLException {
    sql.update(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }

  /** The classes of objects, by ascending id. */
  public List<Category> categories() throws SQLException {
    return sql.list(
        "SELECT id, name FROM category ORDER BY id",
        row -> new Category(row.getInt("id"), Sql.text(row, "name")));
  }

  /** The class of this name; it is added if it is not there. */
  public Category category(String name) throws SQLException {
    sql.update("INSERT OR IGNORE INTO category (name) VALUES (?)", name);
    return sql.first(
            "SELECT id, name FROM category WHERE name = ?",
            row -> new Category(row.getInt("id"), Sql.text(row, "name")),
            name)
        .orElseThrow();
  }
}
