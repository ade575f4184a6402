package io.faultline.server.workspace.store;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The SQLite database of a workspace. One connection, one transaction at a time; any thread may
 * call. A transaction that returned is on the disk (write-ahead log, {@code synchronous=FULL}) and
 * outlives a killed process and a power cut.
 */
public final class Database implements AutoCloseable {
  private static final int BUSY_MILLISECONDS = 5000;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Work in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Returns to commit, throws to roll back. */
    T with(Sql sql) throws SQLException;
  }

  /**
   * Opens a database and brings it to the newest schema. A file that is not there is made.
   *
   * @throws FaultlineException with {@link Problem#INPUT} if the file is no workspace of this
   *     program or of an older one; with {@link Problem#OUTPUT} if it cannot be written
   */
  public static Database open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        Database database = new Database(file, connection);
        Migrations.ALL.bring(connection, file);
        NameFold.addTo(connection);
        connection.setAutoCommit(false);
        return database;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /**
   * Does work in a transaction of its own.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} if the database cannot be read or
   *     written; nothing has changed then
   */
  public <T> T in(Work<T> work) {
    lock.lock();
    try {
      boolean done = false;
      try {
        T result = work.with(new Sql(connection));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw fault(file, e);
    } finally {
      lock.unlock();
    }
  }

  private static FaultlineException fault(Path file, SQLException e) {
    boolean foreign =
        e instanceof SQLiteException own && own.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB;
    return foreign
        ? new FaultlineException(
            Problem.INPUT, file + ": is no SQLite database; it must be that of a workspace", e)
        : new FaultlineException(
            Problem.OUTPUT, file + ": the database failed (" + e.getMessage() + ")", e);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw fault(file, e);
    } finally {
      lock.unlock();
    }
  }
}
