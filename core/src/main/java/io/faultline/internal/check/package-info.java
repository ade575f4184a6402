/** What a dataset contains and what is wrong with it, before anyone trains on it. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.check;
