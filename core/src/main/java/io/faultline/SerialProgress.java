package io.faultline;

/** Passes calls on to a listener, one at a time. */
final class SerialProgress implements Progress {
  private final Progress listener;

  private SerialProgress(Progress listener) {
    this.listener = listener;
  }

  static Progress of(Progress listener) {
    return listener instanceof SerialProgress ? listener : new SerialProgress(listener);
  }

  @Override
  public synchronized void begin(String stage, long total, String unit) {
    listener.begin(stage, total, unit);
  }

  @Override
  public synchronized void advance(long done) {
    listener.advance(done);
  }

  @Override
  public synchronized void note(String line) {
    listener.note(line);
  }

  @Override
  public synchronized void end() {
    listener.end();
  }
}
