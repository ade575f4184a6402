package io.faultline.cli;

import io.faultline.Progress;
import io.faultline.internal.cluster.Cluster;
import io.faultline.internal.cluster.RemoteWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A cluster for tests: does parts here, the last one first. */
public final class InProcessCluster implements Cluster {
  /** All parts that were done. */
  static final List<String> DONE = new ArrayList<>();

  /** For {@link java.util.ServiceLoader}. */
  public InProcessCluster() {}

  @Override
  public List<byte[]> map(
      String master, List<String> arguments, List<String> parts, String unit, Progress progress) {
    List<byte[]> answers = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      answers.add(RemoteWork.find().run(arguments, parts.get(i)));
      DONE.add(parts.get(i));
    }
    Collections.reverse(answers);
    return answers;
  }
}
