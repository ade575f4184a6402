package io.faultline.internal.cluster;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Machines that do parts of a command. Module {@code spark} provides one; each part is done by
 * {@link RemoteWork} there. Files that the command line names must lie where all machines see them.
 */
public interface Cluster {

  /**
   * Does every part, in any order and several at a time.
   *
   * @param master where the cluster is, as Spark writes it: {@code local[2]}, {@code spark://...}
   * @param arguments the command line
   * @param parts names of its parts
   * @param unit what a part is called in progress
   * @return what each part gave, in the order of the parts
   */
  List<byte[]> map(
      String master, List<String> arguments, List<String> parts, String unit, Progress progress);

  /**
   * The cluster of this program.
   *
   * @throws FaultlineException with {@code USAGE} if the program was started without one
   */
  static Cluster find() {
    return ServiceLoader.load(Cluster.class)
        .findFirst()
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.USAGE, "--spark: this program was started without module spark"));
  }
}
