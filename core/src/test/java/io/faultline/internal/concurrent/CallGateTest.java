package io.faultline.internal.concurrent;

import static io.faultline.internal.concurrent.SharedWorkTest.await;
import static io.faultline.internal.concurrent.SharedWorkTest.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallGateTest {
  private final CallGate gate = new CallGate("thing");
  private final AtomicInteger freed = new AtomicInteger();

  @Test
  void laterCallsAreRefusedAndWhatWasUsedIsFreedOnce() {
    gate.enter().close();
    gate.close(freed::incrementAndGet);
    gate.close(freed::incrementAndGet);
    assertThat(freed).hasValue(1);
    assertThatThrownBy(gate::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the thing is closed");
    assertThat(gate.tryEnter()).isEmpty();
  }

  /** The call goes on, calls further, and only then is what it uses freed. */
  @Test
  void closingWaitsForACallThatIsInAndItsFurtherCalls() throws InterruptedException {
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicBoolean nested = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try (CallGate.Call call = gate.enter()) {
                in.countDown();
                await(closing);
                pause(100); // The other thread waits inside close by now.
                try (CallGate.Call further = gate.enter()) {
                  nested.set(freed.get() == 0);
                }
              }
            });
    caller.start();
    await(in);
    closing.countDown();
    gate.close(freed::incrementAndGet);
    assertThat(nested).isTrue();
    assertThat(freed).hasValue(1);
    caller.join();
  }

  @Test
  void newCallsAreRefusedWhileOneIsWaitedFor() throws InterruptedException {
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch out = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              try (CallGate.Call call = gate.enter()) {
                in.countDown();
                await(out);
              }
            });
    caller.start();
    await(in);
    Thread closer = new Thread(() -> gate.close(freed::incrementAndGet));
    closer.start();
    for (int i = 0; i < 1000 && gate.tryEnter().map(CallGateTest::left).isPresent(); i++) {
      pause(5);
    }
    assertThatThrownBy(gate::enter).hasMessage("the thing is closed");
    assertThat(freed).hasValue(0);
    out.countDown();
    closer.join();
    caller.join();
    assertThat(freed).hasValue(1);
  }

  private static boolean left(CallGate.Call call) {
    call.close();
    return true;
  }

  @Test
  void aCallCannotCloseWhatItUses() {
    try (CallGate.Call call = gate.enter()) {
      assertThatThrownBy(() -> gate.close(freed::incrementAndGet))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("from within a call");
    }
    gate.close(freed::incrementAndGet);
    assertThat(freed).hasValue(1);
  }
}
