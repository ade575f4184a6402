package io.faultline.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can be asked, while its request is worked on, whether the client is still
 * there. Jetty itself reads nothing then, and so would see only when it writes the answer. Bytes
 * that come early, such as of a next request, are kept for Jetty.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
  private static final int AHEAD_BYTES = 1024;

  private final Executor executor;
  private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD_BYTES).limit(0);
  private boolean left;

  WatchedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
  }

  /** Whether the client has closed its side; to be asked only when its request was read whole. */
  synchronized boolean clientLeft() {
    if (!left && !ahead.hasRemaining()) {
      ahead.clear();
      try {
        left = getChannel().read(ahead) < 0;
      } catch (IOException e) { // The connection was reset.
        left = true;
      }
      ahead.flip();
    }
    return left;
  }

  @Override
  public synchronized int fill(ByteBuffer buffer) throws IOException {
    if (!ahead.hasRemaining()) {
      return super.fill(buffer);
    }
    int before = BufferUtil.flipToFill(buffer);
    int count = BufferUtil.put(ahead, buffer);
    BufferUtil.flipToFlush(buffer, before);
    return count;
  }

  private synchronized boolean hasAhead() {
    return ahead.hasRemaining();
  }

  @Override
  protected void needsFillInterest() {
    if (hasAhead()) {
      // The selector would not wake for bytes that were read already.
      executor.execute(getFillInterest()::fillable);
    } else {
      super.needsFillInterest();
    }
  }
}
