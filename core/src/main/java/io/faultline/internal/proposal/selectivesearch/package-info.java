/** Selective search, Uijlings et al. 2013. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.proposal.selectivesearch;
