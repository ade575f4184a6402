package io.faultline.cli;

import io.faultline.internal.pretrained.PublishedWeights;
import java.util.Iterator;

/** The names of published weights, for the help of {@code --weights}. */
final class WeightsNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return PublishedWeights.names().iterator();
  }
}
