package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a run goes on, and at which learning rate. */
class CourseTest {
  private static final int STEPS = 10;
  private static final double RATE = FineTuneOptions.DEFAULT.optimizer().learningRate();

  private long now;

  private static FineTuneOptions options(int epochs, int patience, Optional<Double> hours) {
    FineTuneOptions usual = FineTuneOptions.DEFAULT;
    return new FineTuneOptions(
        usual.regime(),
        epochs,
        patience,
        hours,
        1,
        usual.sampler(),
        usual.shared(),
        usual.warp(),
        usual.optimizer(),
        new ScheduleOptions(ScheduleOptions.Kind.ADAPTIVE, 0, 5, 0.1),
        usual.loss(),
        usual.augmentation());
  }

  private AdaptiveCourse course(FineTuneOptions options) {
    return new AdaptiveCourse(options, STEPS, time(options), Progress.NONE);
  }

  private RunTime time(FineTuneOptions options) {
    return new RunTime(options.hours(), () -> now);
  }

  private static EpochLog epoch(int number, double heldOutLoss) {
    return new EpochLog(number, RATE, 1, 0.5, heldOutLoss, 0.5, 0.5, 1);
  }

  /** The epochs that a course goes through, with these held-out losses. */
  private List<EpochLog> ran(Course course, IntToDoubleFunction loss) {
    List<EpochLog> epochs = new ArrayList<>();
    while (!course.isOver(epochs, 0)) {
      epochs.add(epoch(epochs.size() + 1, loss.applyAsDouble(epochs.size() + 1)));
    }
    return epochs;
  }

  @Test
  void theRateStaysWhileTheLossFallsAndThenFallsToZero() {
    AdaptiveCourse course = course(options(100, 3, Optional.empty()));
    // Falls for seven epochs, then no more: after three more the fall begins, and takes 10 * 3 / 7.
    assertThat(ran(course, epoch -> 1.0 / Math.min(epoch, 7))).hasSize(14);
    assertThat(course.epochs()).isEqualTo(14);
    assertThat(course.learningRate(0)).isEqualTo(RATE);
    assertThat(course.learningRate(99)).isEqualTo(RATE);
    assertThat(course.learningRate(120)).isCloseTo(RATE / 2, within(1e-12));
    assertThat(course.learningRate(139)).isPositive().isLessThan(RATE / 100);
  }

  @Test
  void whileTheLossKeepsFallingTheRunIsAsLongAsItMayBe() {
    AdaptiveCourse course = course(options(20, 3, Optional.empty()));
    assertThat(ran(course, epoch -> Math.pow(0.9, epoch))).hasSize(20);
    assertThat(course.learningRate(139)).isEqualTo(RATE);
    assertThat(course.learningRate(199)).isLessThan(RATE / 100);
  }

  @Test
  void whereNothingIsHeldOutTheRunIsAsLongAsItMayBe() {
    AdaptiveCourse course = course(options(20, 3, Optional.empty()));
    assertThat(ran(course, epoch -> Double.NaN)).hasSize(20);
    assertThat(course.learningRate(199)).isLessThan(RATE / 100);
  }

  @Test
  void aLossThatFallsByLessThanAHundredthIsNoise() {
    AdaptiveCourse course = course(options(100, 3, Optional.empty()));
    assertThat(ran(course, epoch -> 1 - 0.001 * epoch)).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void shortRunsEndWithALowRate(int epochs) {
    AdaptiveCourse course = course(options(epochs, 12, Optional.empty()));
    assertThat(ran(course, epoch -> Math.pow(0.5, epoch))).hasSize(epochs);
    assertThat(course.learningRate((long) epochs * STEPS - 1)).isLessThan(0.1 * RATE);
  }

  @Test
  void aLimitInHoursLeavesTimeForTheFall() {
    FineTuneOptions options = options(100, 12, Optional.of(1.0));
    AdaptiveCourse course = course(options);
    List<EpochLog> epochs = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    while (!course.isOver(epochs, 0)) {
      now += 180_000_000_000L; // Three minutes: twenty epochs in the hour.
      epochs.add(epoch(epochs.size() + 1, Math.pow(0.9, epochs.size())));
      rates.add(course.learningRate((long) epochs.size() * STEPS - 1));
    }
    assertThat(epochs).hasSizeBetween(18, 20);
    assertThat(rates.get(12)).isEqualTo(RATE);
    assertThat(rates.get(rates.size() - 1)).isLessThan(0.1 * RATE);
  }

  @Test
  void aCourseThatWasStoppedGoesOnAsItWas() {
    FineTuneOptions options = options(100, 3, Optional.empty());
    AdaptiveCourse straight = course(options);
    List<EpochLog> epochs = ran(straight, epoch -> 1.0 / Math.min(epoch, 7));
    AdaptiveCourse before = course(options);
    for (int done = 0; done <= 11; done++) {
      assertThat(before.isOver(epochs.subList(0, done), 0)).isFalse();
    }
    AdaptiveCourse after = course(options);
    after.resume(before.state());
    assertThat(after.epochs()).isEqualTo(straight.epochs());
    for (long step = 110; step < 140; step++) {
      assertThat(after.learningRate(step)).isEqualTo(straight.learningRate(step));
    }
    assertThat(after.isOver(epochs.subList(0, 13), 0)).isFalse();
    assertThat(after.isOver(epochs, 0)).isTrue();
  }

  @Test
  void aFixedCourseEndsWithItsEpochsOrItsPatience() {
    FixedCourse all =
        new FixedCourse(options(9, 9, Optional.empty()), STEPS, noLimit(), Progress.NONE);
    assertThat(ran(all, epoch -> 1)).hasSize(9);
    FixedCourse impatient =
        new FixedCourse(options(9, 4, Optional.empty()), STEPS, noLimit(), Progress.NONE);
    assertThat(impatient.isOver(List.of(epoch(1, 1), epoch(2, 2), epoch(3, 2)), 1)).isFalse();
    assertThat(
            impatient.isOver(
                List.of(epoch(1, 1), epoch(2, 2), epoch(3, 2), epoch(4, 2), epoch(5, 2)), 1))
        .isTrue();
  }

  private RunTime noLimit() {
    return new RunTime(Optional.empty(), () -> now);
  }
}
