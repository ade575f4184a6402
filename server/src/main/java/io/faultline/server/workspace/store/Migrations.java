package io.faultline.server.workspace.store;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The steps from an empty file to the newest schema. Step {@code n} is the resource {@code
 * schema-n.sql}; a step that was released is never changed. SQLite's {@code user_version} holds the
 * number of steps done, and {@code application_id} marks a workspace.
 *
 * @param scripts the SQL of each step, in order
 */
record Migrations(List<String> scripts) {
  /** {@code FLTW} in ASCII. */
  private static final int APPLICATION_ID = 0x464c5457;

  private static final int NEWEST = 3;

  /** All steps of this program. */
  static final Migrations ALL = to(NEWEST);

  /** The first steps, as an older program had them. */
  static Migrations to(int version) {
    return new Migrations(
        java.util.stream.IntStream.rangeClosed(1, version).mapToObj(Migrations::script).toList());
  }

  /**
   * Brings a database to this schema. Every step is a transaction.
   *
   * @throws FaultlineException with {@link Problem#INPUT} if the database is no workspace, or that
   *     of a newer program
   */
  void bring(Connection connection, Path file) throws SQLException {
    int application = pragma(connection, "application_id");
    int version = pragma(connection, "user_version");
    if (application != APPLICATION_ID && !isEmpty(connection)) {
      throw new FaultlineException(
          Problem.INPUT, file + ": is a database of another program; it must be a workspace's");
    }
    if (version > scripts.size()) {
      throw new FaultlineException(
          Problem.INPUT,
          file
              + ": has schema "
              + version
              + ", and this program knows schemas up to "
              + scripts.size()
              + "; open it with a newer Faultline");
    }
    for (int step = version; step < scripts.size(); step++) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "BEGIN IMMEDIATE;\n"
                + scripts.get(step)
                + "\nPRAGMA application_id = "
                + APPLICATION_ID
                + ";\nPRAGMA user_version = "
                + (step + 1)
                + ";\nCOMMIT;");
      }
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      return rows.next() && rows.getInt(1) == 0;
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static String script(int step) {
    String name = "schema-" + step + ".sql";
    try (InputStream in =
        Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
