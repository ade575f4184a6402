package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.text.NearestName;
import io.faultline.internal.text.VisibleText;
import io.javalin.http.Context;
import java.util.List;

/** The query parameters that a route reads: a mistyped one would be given and then ignored. */
public final class QueryNames {
  private QueryNames() {}

  /**
   * Refuses a request with a parameter of another name.
   *
   * @throws FaultlineException with {@code USAGE}; the message has the name that is nearest
   */
  public static void only(Context ctx, String... known) {
    List<String> names = List.of(known);
    for (String name : ctx.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw new FaultlineException(
            Problem.USAGE,
            "parameter "
                + VisibleText.line(name)
                + " is not known here; did you mean "
                + NearestName.of(name, names)
                + "?");
      }
    }
  }
}
