package io.faultline.proposal;

import java.util.ServiceLoader;

/**
 * A generator with a name for {@code proposals.generators}. Implement this interface and list the
 * class in {@code META-INF/services/io.faultline.proposal.NamedGenerator} of a jar on the class
 * path. {@link ServiceLoader} then finds it, for the command line too. A model stores the name, so
 * the jar must also be on the class path where the model detects.
 */
public interface NamedGenerator {

  /** The name: lower-case letters, digits and hyphens; none of Faultline's own names. */
  String name();

  /** The generator with its settings. */
  ProposalGenerator create();
}
