package io.faultline.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.util.Optional;

/** Lets a browser in that shows the token: {@code POST /v1/session}, and out again. */
final class SessionRoutes implements RouteGroup {
  static final String PATH = "/v1/session";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Token> token;

  SessionRoutes(Optional<Token> token) {
    this.token = token;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::state);
    routes.post(PATH, this::signIn);
    routes.delete(PATH, this::signOut);
  }

  private void state(Context ctx) {
    boolean signedIn =
        token.isEmpty()
            || Optional.ofNullable(ctx.cookie(Access.COOKIE)).filter(this::holds).isPresent();
    Answers.json(ctx, "{\"tokenNeeded\":" + token.isPresent() + ",\"signedIn\":" + signedIn + "}");
  }

  private boolean holds(String cookie) {
    return token.map(own -> own.isSession(cookie)).orElse(true);
  }

  private void signIn(Context ctx) {
    if (token.isEmpty()) {
      ctx.status(204);
      return;
    }
    if (!token.get().matches(claimed(ctx))) {
      throw new ApiFault(401, "unauthorized", "the token is wrong");
    }
    setCookie(ctx, token.get().session(), (int) Token.SESSION.toSeconds());
  }

  private static String claimed(Context ctx) {
    try {
      JsonNode body = JSON.readTree(Exchange.of(ctx.req()).body());
      return body == null ? "" : body.path("token").asText("");
    } catch (IOException e) {
      throw new ApiFault(400, "bad-request", "the body must be {\"token\": \"...\"}");
    }
  }

  private void signOut(Context ctx) {
    setCookie(ctx, "", 0);
  }

  private static void setCookie(Context ctx, String value, int seconds) {
    Cookie cookie = new Cookie(Access.COOKIE, value);
    cookie.setPath("/");
    cookie.setMaxAge(seconds);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    ctx.cookie(cookie);
    ctx.status(204);
  }
}
