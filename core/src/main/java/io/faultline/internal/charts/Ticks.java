package io.faultline.internal.charts;

import io.faultline.internal.charts.Chart.Axis;
import java.util.ArrayList;
import java.util.List;

/** Where an axis is labelled: round numbers, about six of them. */
final class Ticks {
  private static final double WANTED = 5;

  private Ticks() {}

  static List<Double> of(Axis axis) {
    return axis.logarithmic() ? decades(axis) : steps(axis);
  }

  private static List<Double> steps(Axis axis) {
    double rough = (axis.max() - axis.min()) / WANTED;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double times = rough / power;
    double step = power * (times <= 1.0001 ? 1 : times <= 2.0001 ? 2 : times <= 5.0001 ? 5 : 10);
    if (axis.scale() == Chart.Scale.WHOLE) {
      step = Math.max(1, step);
    }
    List<Double> ticks = new ArrayList<>();
    long last = (long) Math.floor(axis.max() / step + 1e-9);
    for (long i = (long) Math.ceil(axis.min() / step - 1e-9); i <= last; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static List<Double> decades(Axis axis) {
    List<Double> ticks = new ArrayList<>();
    boolean narrow = axis.max() / axis.min() <= 10_000;
    for (int power = (int) Math.floor(Math.log10(axis.min()));
        power <= Math.ceil(Math.log10(axis.max()));
        power++) {
      for (int times : narrow ? new int[] {1, 2, 5} : new int[] {1}) {
        double tick = times * Math.pow(10, power);
        if (tick >= axis.min() * (1 - 1e-9) && tick <= axis.max() * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Six significant digits, which hides binary residue such as 0.30000000000000004. */
  static String label(double tick) {
    return new java.math.BigDecimal(tick)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }
}
