package io.faultline.internal.pretrained;

import io.faultline.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One file on its way over HTTP. Made with {@link HttpURLConnection}, which works on the caller's
 * thread; {@code java.net.http} makes threads of its own.
 */
final class Download implements AutoCloseable {
  private static final int CONNECT_MILLIS = 20_000;

  /** How long a server may be silent, not how long the file may take. */
  private static final int READ_MILLIS = 60_000;

  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 5;
  private static final int MEGABYTE = 1_000_000;

  /** Why a file did not come, to stand behind its address. */
  static final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Failure(String reason) {
      super(reason);
    }

    Failure(String reason, IOException cause) {
      super(reason, cause);
    }
  }

  private final HttpURLConnection connection;
  private final InputStream in;
  private final long maxBytes;

  /** Bytes that the server announced, or -1. */
  private final long announced;

  private Download(HttpURLConnection connection, long maxBytes) throws IOException {
    this.connection = connection;
    this.maxBytes = maxBytes;
    this.announced = connection.getContentLengthLong();
    if (announced > maxBytes) {
      throw tooLarge();
    }
    this.in = connection.getInputStream();
  }

  /** Whether an address is one that {@link #open} takes. */
  static boolean canOpen(URI address) {
    String scheme = address.getScheme();
    return scheme != null
        && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
        && address.getHost() != null;
  }

  /**
   * Asks for a file, and follows redirects, though never from https to http.
   *
   * @throws Failure where there is no connection or the answer is not a file of at most {@code
   *     maxBytes}
   */
  static Download open(URI address, long maxBytes) {
    try {
      URI next = address;
      for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        HttpURLConnection connection = connect(next);
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
          return new Download(connection, maxBytes);
        }
        String location = Optional.ofNullable(connection.getHeaderField("Location")).orElse("");
        connection.disconnect();
        if (!REDIRECTS.contains(status) || location.isEmpty()) {
          throw new Failure("the server answers " + status + " instead of 200");
        }
        next = redirected(next, location);
      }
      throw new Failure("is redirected more than " + MAX_REDIRECTS + " times");
    } catch (IOException e) {
      throw new Failure("cannot be reached (" + reason(e) + ")", e);
    }
  }

  /**
   * Passes the whole file on.
   *
   * @throws Failure where the connection breaks, or the file is shorter than announced or too large
   * @throws IOException what {@code out} throws
   */
  void copyTo(OutputStream out, Progress progress) throws IOException {
    progress.begin("weights", Math.max(0, (announced + MEGABYTE - 1) / MEGABYTE), "MB");
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    for (int count = read(buffer, done); count >= 0; count = read(buffer, done)) {
      if (done / MEGABYTE != (done + count) / MEGABYTE) {
        progress.advance((done + count) / MEGABYTE);
      }
      done += count;
      if (done > maxBytes) {
        throw tooLarge();
      }
      out.write(buffer, 0, count);
    }
    if (announced >= 0 && done != announced) {
      throw new Failure(cutShort(done));
    }
    progress.advance((done + MEGABYTE - 1) / MEGABYTE);
    progress.end();
  }

  @Override
  public void close() {
    connection.disconnect();
  }

  private static HttpURLConnection connect(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    return connection;
  }

  /** Where a redirect leads, or a failure where it is not followed. */
  static URI redirected(URI from, String location) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new Failure("is redirected to something that is not an address");
    }
    boolean lessSecure =
        "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
    if (!canOpen(to) || lessSecure) {
      throw new Failure("is redirected to " + to + ", which is not followed");
    }
    return to;
  }

  private int read(byte[] buffer, long done) {
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      throw new Failure("the server fell silent after " + done + " bytes", e);
    } catch (IOException e) {
      throw new Failure(cutShort(done), e);
    }
  }

  private String cutShort(long done) {
    return "broke off after "
        + done
        + (announced >= 0 ? " of " + announced : "")
        + " bytes, and nothing of it was kept; run again";
  }

  private Failure tooLarge() {
    return new Failure("is above " + maxBytes + " bytes, too much for weights");
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host " + e.getMessage();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
