package io.faultline.server.page;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one service and one browser, which start once. Every test takes a photo of its own.
 */
final class SharedWorkplace implements ParameterResolver {
  private static final int PHOTOS = 9;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Workplace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedWorkplace.class))
        .getOrComputeIfAbsent(Workplace.class, type -> new Workplace(PHOTOS), Workplace.class);
  }
}
