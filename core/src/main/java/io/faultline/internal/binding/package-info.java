/** Binds YAML to records and back, for any tree of records. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.binding;
