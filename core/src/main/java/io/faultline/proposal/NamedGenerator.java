package io.faultline.proposal;

import java.util.ServiceLoader;

/**
 * A generator under a name that {@code proposals.generators} may hold. A class that implements this
 * and stands in {@code META-INF/services/io.faultline.proposal.NamedGenerator} of a jar on the
 * class path is known by it ({@link ServiceLoader}), to the command line too. A model remembers
 * names, so the jar must also be there where the model detects.
 */
public interface NamedGenerator {

  /** Lower-case letters, digits and hyphens; none of Faultline's own names. */
  String name();

  /** The generator with its settings. */
  ProposalGenerator create();
}
