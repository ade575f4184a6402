package io.faultline.server.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the body of a request into memory as it arrives, while no thread waits for it. A body that
 * is refused is read all the same, up to a limit, and forgotten: a client that still sends would
 * not see the answer.
 */
final class BodyLoader extends ContentLoader {
  private static final int FIRST_BYTES = 16 << 10;

  private final Exchange exchange;
  private final Limits limits;
  private final BodyBudget budget;
  private Optional<ApiFault> refusal;
  private byte[] kept = Exchange.NO_BODY;
  private int length;
  private long passed;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * A loader.
   *
   * @param refusal why the request gets no result, where that is known before its body
   */
  BodyLoader(
      Handler handler,
      Request request,
      Response response,
      Callback callback,
      Exchange exchange,
      Limits limits,
      BodyBudget budget,
      Optional<ApiFault> refusal) {
    super(handler, request, response, callback);
    this.exchange = exchange;
    this.limits = limits;
    this.budget = budget;
    this.refusal = refusal;
  }

  @Override
  protected void load() {
    Scheduler.Task late =
        getRequest()
            .getComponents()
            .getScheduler()
            .schedule(this::tooSlow, limits.request().toMillis(), TimeUnit.MILLISECONDS);
    Request.addCompletionListener(
        getRequest(),
        fault -> {
          boolean unused = late.cancel();
          release();
        });
    read(false);
  }

  private void tooSlow() {
    if (ended.compareAndSet(false, true)) {
      ApiFault fault =
          new ApiFault(
              408,
              "slow-client",
              "the body did not arrive in "
                  + limits.request().toSeconds()
                  + " seconds (--request-seconds)");
      getResponse().getHeaders().put(HttpHeader.CONNECTION, "close");
      Refusals.write(getRequest(), getResponse(), getCallback(), exchange, fault);
    }
  }

  private void read(boolean onSelector) {
    while (true) {
      Content.Chunk chunk = getRequest().read();
      if (chunk == null) {
        getRequest().demand(() -> read(true));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        if (ended.compareAndSet(false, true)) {
          getCallback().failed(chunk.getFailure());
        }
        return;
      }
      take(chunk);
      chunk.release();
      if (chunk.isLast() || passed > 2 * limits.bodyBytes()) {
        if (!ended.compareAndSet(false, true)) {
          return;
        }
        if (onSelector) {
          getRequest().getContext().execute(this::end);
        } else {
          end();
        }
        return;
      }
    }
  }

  private synchronized void take(Content.Chunk chunk) {
    int more = chunk.remaining();
    passed += more;
    if (refusal.isEmpty() && passed > limits.bodyBytes()) {
      refuse(tooLarge(limits));
    }
    if (refusal.isEmpty()) {
      grow(length + more);
    }
    if (refusal.isEmpty()) {
      chunk.getByteBuffer().get(kept, length, more);
      length += more;
    }
  }

  private void grow(int needed) {
    if (needed <= kept.length) {
      return;
    }
    long declared = getRequest().getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    long size = Math.max(needed, Math.max(FIRST_BYTES, 2L * kept.length));
    size = Math.min(size, declared >= needed ? declared : limits.bodyBytes());
    if (!budget.take(size - kept.length)) {
      refuse(noRoom());
      return;
    }
    byte[] larger = new byte[(int) size];
    System.arraycopy(kept, 0, larger, 0, length);
    kept = larger;
  }

  private void refuse(ApiFault fault) {
    refusal = Optional.of(fault);
    budget.give(kept.length);
    kept = Exchange.NO_BODY;
    length = 0;
  }

  private synchronized void release() {
    budget.give(kept.length);
    kept = Exchange.NO_BODY;
    exchange.body(Exchange.NO_BODY);
  }

  private void end() {
    if (refusal.isPresent()) {
      Refusals.write(getRequest(), getResponse(), getCallback(), exchange, refusal.get());
      return;
    }
    byte[] whole = kept.length == length ? kept : Arrays.copyOf(kept, length);
    exchange.body(whole);
    handle(new Loaded(getRequest(), whole), getResponse(), getCallback());
  }

  static ApiFault noRoom() {
    return ApiFault.retry(
        429, "busy", "the bodies of other requests fill the memory; try again soon", 1);
  }

  static ApiFault tooLarge(Limits limits) {
    return new ApiFault(
        413,
        "too-large",
        "the body is larger than " + limits.bodyMebibytes() + " MiB (--max-body)");
  }

  /** The request, with its body at hand. */
  private static final class Loaded extends Request.Wrapper {
    private final Content.Source source;
    private volatile boolean given;

    Loaded(Request request, byte[] body) {
      super(request);
      this.source = new ByteBufferContentSource(ByteBuffer.wrap(body));
    }

    @Override
    public Content.Chunk read() {
      return given ? Content.Chunk.EOF : source.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      source.demand(demandCallback);
    }

    /** A reader wants no more, as of a form that cannot be parsed; the connection is fine. */
    @Override
    public void fail(Throwable failure) {
      given = true;
    }
  }
}
