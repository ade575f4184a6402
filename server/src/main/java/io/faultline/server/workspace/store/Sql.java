package io.faultline.server.workspace.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** One open connection inside of a transaction. */
public final class Sql {
  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the current row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads columns; does not move on. */
    T of(ResultSet row) throws SQLException;
  }

  /** All rows. Optional arguments that are empty become NULL. */
  public <T> List<T> list(String query, Row<T> row, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepared(query, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.of(rows));
      }
      return all;
    }
  }

  /** The first row. */
  public <T> Optional<T> first(String query, Row<T> row, Object... arguments) throws SQLException {
    List<T> all = list(query, row, arguments);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** A count. */
  public long count(String query, Object... arguments) throws SQLException {
    return first(query, row -> row.getLong(1), arguments).orElse(0L);
  }

  /** Changes rows; gives how many. */
  public int update(String statement, Object... arguments) throws SQLException {
    try (PreparedStatement prepared = prepared(statement, arguments)) {
      return prepared.executeUpdate();
    }
  }

  /** Adds a row and gives the id that the database chose. */
  public long insert(String statement, Object... arguments) throws SQLException {
    update(statement, arguments);
    return count("SELECT last_insert_rowid()");
  }

  private PreparedStatement prepared(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, value(arguments[i]));
    }
    return statement;
  }

  @SuppressWarnings("NullAway") // JDBC's NULL is null.
  private static Object value(Object argument) {
    if (argument instanceof Optional<?> optional) {
      return optional.isPresent() ? value(optional.get()) : null;
    }
    if (argument instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (argument instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (argument instanceof Enum<?> constant) {
      return constant.name();
    }
    return argument instanceof Number || argument instanceof byte[]
        ? argument
        : argument.toString();
  }

  /** A text column that is never NULL. */
  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  /** A text column that may be NULL. */
  static Optional<String> maybe(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
