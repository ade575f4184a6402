package io.faultline.cli;

import io.faultline.internal.bundle.BuiltInModels;
import java.util.Iterator;

/** The names of built-in models, for the help. */
final class BuiltInNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return BuiltInModels.names().iterator();
  }
}
