package io.faultline.internal.cluster;

import java.util.List;
import java.util.ServiceLoader;

/** Does one part of a command on a machine of a {@link Cluster}. The command line provides it. */
public interface RemoteWork {

  /**
   * Does a part.
   *
   * @param arguments the command line
   * @param part the name of a part
   * @return what the part gives, in the command's own form
   */
  byte[] run(List<String> arguments, String part);

  /** The one of this program. */
  static RemoteWork find() {
    return ServiceLoader.load(RemoteWork.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the command line is not on the class path"));
  }
}
