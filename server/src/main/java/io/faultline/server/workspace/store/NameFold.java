package io.faultline.server.workspace.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Locale;
import org.sqlite.Function;

/**
 * The SQL function {@code folded(text)}, by which names are compared while searching: letters of
 * any alphabet without their case, and accents in one form (macOS writes them as letters of their
 * own). SQLite's own {@code lower} knows A to Z alone.
 */
final class NameFold extends Function {
  /** Makes the function known to a connection. */
  static void addTo(Connection connection) throws SQLException {
    Function.create(connection, "folded", new NameFold(), 1, Function.FLAG_DETERMINISTIC);
  }

  @Override
  protected void xFunc() throws SQLException {
    result(folded(value_text(0)));
  }

  static String folded(String text) {
    // Upper case first: it makes two letters of one that has no upper case, as the sharp s.
    return Normalizer.normalize(
        text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}
