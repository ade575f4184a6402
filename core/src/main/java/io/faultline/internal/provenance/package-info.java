/**
 * Where a result came from: fingerprints, derived seeds, and files that are written whole or not at
 * all.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.provenance;
