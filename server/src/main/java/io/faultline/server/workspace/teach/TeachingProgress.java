package io.faultline.server.workspace.teach;

import io.faultline.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How far a training is, over all its stages. A stage's share of the whole is what it usually
 * takes; an unknown stage shares what is left with nobody.
 */
final class TeachingProgress implements Progress {
  private static final Map<String, Double> SHARES = shares();
  private static final double SECONDS = 1e9;

  private final LongSupplier nanoTime;
  private final Runnable changed;
  private final long start;
  private String stage = "preparing";
  private String note = "";
  private long total;
  private double before;
  private double share;
  private double within;

  TeachingProgress(LongSupplier nanoTime, Runnable changed) {
    this.nanoTime = nanoTime;
    this.changed = changed;
    this.start = nanoTime.getAsLong();
  }

  private static Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("photos that are the same", 0.02);
    shares.put("proposals", 0.08);
    shares.put("fine-tuning", 0.6);
    shares.put("box regression", 0.08);
    shares.put("overlap", 0.08);
    shares.put("detection", 0.07);
    return shares;
  }

  /**
   * How far the training is.
   *
   * @param step what it does now
   * @param fraction in [0, 1]
   * @param secondsLeft -1 as long as nothing is known
   * @param note the last line that the training said
   */
  record Now(String step, double fraction, double secondsLeft, String note) {}

  synchronized Now now() {
    double fraction = Math.min(0.99, before + share * within);
    double seconds = (nanoTime.getAsLong() - start) / SECONDS;
    double left = fraction > 0.02 ? seconds * (1 - fraction) / fraction : -1;
    return new Now(stage, fraction, left < 0 ? -1 : Math.ceil(left), note);
  }

  @Override
  public void begin(String name, long count, String unit) {
    synchronized (this) {
      stage = name;
      total = count;
      share = SHARES.getOrDefault(name, 0.0);
      within = 0;
    }
    changed.run();
  }

  @Override
  public void advance(long done) {
    synchronized (this) {
      within = total > 0 ? Math.min(1, (double) done / total) : 0;
    }
    changed.run();
  }

  @Override
  public void note(String line) {
    synchronized (this) {
      note = line;
    }
    changed.run();
  }

  @Override
  public synchronized void end() {
    before = Math.min(1, before + share);
    share = 0;
    within = 0;
  }
}
