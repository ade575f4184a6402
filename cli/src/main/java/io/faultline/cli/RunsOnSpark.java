package io.faultline.cli;

import java.util.Optional;

/** A command of which Spark can do parts, in a JVM that has Spark on its class path. */
interface RunsOnSpark {
  /** Where Spark is, if it was asked for. */
  Optional<String> master();

  /** What does the parts on another machine; made once in each of its JVMs. */
  Part part();

  /** Does parts of a command; several threads may call it. */
  interface Part {
    /** Does a part, and gives its result in the command's own form. */
    byte[] run(String name);
  }
}
