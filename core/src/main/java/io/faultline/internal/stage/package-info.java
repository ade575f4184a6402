/** What every run is made of: its context, folder, log, and steps over photos. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.stage;
