package io.faultline.internal.proposal;

/** Which boxes a budget keeps. */
public enum ProposalOrder {
  /**
   * The best of all generators, by a score that training learns from the objects of its photos;
   * near duplicates last. Where nothing was learnt, as {@link #RANKED}.
   */
  LEARNT,
  /** The best of all generators, by a score learnt on cracks; near duplicates last. */
  RANKED,
  /**
   * The first of each generator, in its own order; several generators take turns, box by box, and a
   * box that is kept already is passed over.
   */
  OWN
}
