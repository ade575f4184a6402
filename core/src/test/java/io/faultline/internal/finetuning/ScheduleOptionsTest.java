package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleOptionsTest {
  private static final long STEPS = 100;
  private static final int EPOCHS = 10;

  @ParameterizedTest
  @EnumSource(ScheduleOptions.Kind.class)
  void everyCurveWarmsUpAlike(ScheduleOptions.Kind kind) {
    ScheduleOptions schedule = new ScheduleOptions(kind, 0.1, 20, 0.5);
    assertThat(schedule.factor(0, STEPS, EPOCHS)).isEqualTo(0.1);
    assertThat(schedule.factor(9, STEPS, EPOCHS)).isEqualTo(1);
    assertThat(schedule.factor(10, STEPS, EPOCHS)).isEqualTo(1);
  }

  @Test
  void aCosineFallsToZero() {
    ScheduleOptions schedule = new ScheduleOptions(ScheduleOptions.Kind.COSINE, 0, 1, 1);
    assertThat(schedule.factor(50, STEPS, EPOCHS)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(99, STEPS, EPOCHS)).isPositive().isLessThan(0.001);
  }

  @Test
  void stepsFallByTheFactorAtTheEndOfTheirEpochs() {
    ScheduleOptions schedule = new ScheduleOptions(ScheduleOptions.Kind.STEP, 0, 4, 0.1);
    assertThat(schedule.factor(39, STEPS, EPOCHS)).isEqualTo(1);
    assertThat(schedule.factor(40, STEPS, EPOCHS)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.factor(80, STEPS, EPOCHS)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void aConstantRateStays() {
    ScheduleOptions schedule = new ScheduleOptions(ScheduleOptions.Kind.CONSTANT, 0, 1, 1);
    assertThat(schedule.factor(99, STEPS, EPOCHS)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new ScheduleOptions(ScheduleOptions.Kind.STEP, 1, 1, 1))
        .hasMessageContaining("warm-up is 1.0");
    assertThatThrownBy(() -> new ScheduleOptions(ScheduleOptions.Kind.STEP, 0, 0, 1))
        .hasMessageContaining("step-epochs is 0");
    assertThatThrownBy(() -> new ScheduleOptions(ScheduleOptions.Kind.STEP, 0, 1, Double.NaN))
        .hasMessageContaining("step-factor is NaN");
  }
}
