package io.faultline.internal.finetuning;

import java.util.List;

/** How long a run goes on, and at which learning rate. */
interface Course {
  /**
   * The learning rate of a step.
   *
   * @param step of the whole run, from 0
   */
  double learningRate(long step);

  /**
   * Whether the run is over. Asked once after every epoch, and before the first.
   *
   * @param epochs all so far
   * @param bestEpoch the one of the lowest held-out loss, from 1; 0 before the first
   */
  boolean isOver(List<EpochLog> epochs, int bestEpoch);

  /** Epochs of the whole run, as far as is known now. */
  int epochs();

  /** What {@link #resume} needs; empty where the epochs say everything. */
  String state();

  /** Goes on from the {@link #state()} of a run with the same options. */
  void resume(String state);
}
