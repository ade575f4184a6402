package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * Who may in. Everything needs the token, where there is one, but the page's own files and what
 * says whether the service lives. Requests that a browser makes for another site are refused. So
 * are, without a token, requests whose {@code Host} is no name of this machine: a page of another
 * site could otherwise make its own name point here (DNS rebinding).
 */
public final class Access {
  /** The cookie of a session. */
  static final String COOKIE = "faultline-session";

  /** What the page sends with everything that changes something. */
  static final String PAGE_HEADER = "X-Faultline-Page";

  private static final Set<String> PUBLIC =
      Set.of("/", "/health", "/health/live", "/health/ready", "/openapi.yaml", SessionRoutes.PATH);

  private static final List<String> PUBLIC_FILES = List.of(PageFiles.PAGE, PageFiles.LEAFLET);

  /** Below these, everything but reading changes something that is kept. */
  private static final List<String> KEPT = List.of("/v1/workspace", SessionRoutes.PATH);

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<Token> token;
  private final String host;

  private Access(Optional<Token> token, String host) {
    this.token = token;
    this.host = host;
  }

  /**
   * The rules of a service.
   *
   * @param host the address that it listens on
   * @throws FaultlineException with {@link Problem#USAGE} where others than this machine could
   *     reach it and there is no token
   */
  public static Access of(String host, Optional<Token> token) {
    try {
      if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new FaultlineException(
            Problem.USAGE,
            "--host is "
                + host
                + ", which other machines can reach; give --token-file FILE with the token that"
                + " clients must send, or listen on 127.0.0.1");
      }
    } catch (UnknownHostException e) {
      throw new FaultlineException(
          Problem.USAGE, "--host is " + host + "; no address of that name is known", e);
    }
    return new Access(token, host.toLowerCase(Locale.ROOT));
  }

  /** The token, where there is one. */
  Optional<Token> token() {
    return token;
  }

  /** Why a request may not in; empty where it may. */
  Optional<ApiFault> refusal(Request request) {
    String path = request.getHttpURI().getPath();
    if (isPublic(path) && isReading(request)) {
      return Optional.empty();
    }
    Optional<String> credential = credential(request);
    if (credential.isPresent()) {
      return token.isEmpty() || token.get().matches(credential.get())
          ? foreignHost(request)
          : Optional.of(unauthorized("the token is wrong"));
    }
    return foreignHost(request)
        .or(() -> foreignSite(request, path))
        .or(() -> unknown(request, path));
  }

  private static boolean isPublic(String path) {
    return PUBLIC.contains(path) || PUBLIC_FILES.stream().anyMatch(path::startsWith);
  }

  private static boolean isReading(Request request) {
    return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
  }

  private Optional<ApiFault> unknown(Request request, String path) {
    if (token.isEmpty() || path.equals(SessionRoutes.PATH) || hasSession(request)) {
      return Optional.empty();
    }
    return Optional.of(unauthorized("a token is needed: Authorization: Bearer TOKEN"));
  }

  private boolean hasSession(Request request) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(COOKIE) && token.orElseThrow().isSession(cookie.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** The token that a program sends: as Bearer, or as the password of Basic. */
  private static Optional<String> credential(Request request) {
    String value = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (value == null) {
      return Optional.empty();
    }
    String[] words = value.strip().split("\\s+", 2);
    if (words.length == 2 && words[0].equalsIgnoreCase("bearer")) {
      return Optional.of(words[1]);
    }
    if (words.length == 2 && words[0].equalsIgnoreCase("basic")) {
      try {
        String pair = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
        return Optional.of(pair.substring(pair.indexOf(':') + 1));
      } catch (IllegalArgumentException e) {
        return Optional.of(""); // What cannot be decoded is a wrong token.
      }
    }
    return Optional.of("");
  }

  /** Only programs and pages that know a token may use another name of this machine. */
  private Optional<ApiFault> foreignHost(Request request) {
    String named = name(String.valueOf(request.getHeaders().get(HttpHeader.HOST)));
    boolean known = token.isPresent() || LOOPBACK.contains(named) || named.equals(host);
    return known
        ? Optional.empty()
        : Optional.of(
            new ApiFault(
                403,
                "forbidden",
                "Host is "
                    + named
                    + "; without a token the service answers to localhost and 127.0.0.1 only"));
  }

  private static String name(String authority) {
    int port = authority.lastIndexOf(':');
    return (port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority)
        .toLowerCase(Locale.ROOT);
  }

  /** A browser says from where it asks; programs say nothing. */
  private static Optional<ApiFault> foreignSite(Request request, String path) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of(foreign("another site asks (Sec-Fetch-Site: " + site + ")"));
    }
    if (isReading(request)) {
      return Optional.empty();
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !isOwn(origin, request)) {
      return Optional.of(foreign("another site asks (Origin: " + origin + ")"));
    }
    if (KEPT.stream().anyMatch(path::startsWith)
        && !"1".equals(request.getHeaders().get(PAGE_HEADER))) {
      return Optional.of(foreign("the header " + PAGE_HEADER + ": 1 is missing"));
    }
    return Optional.empty();
  }

  private static boolean isOwn(String origin, Request request) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.equalsIgnoreCase(request.getHeaders().get(HttpHeader.HOST));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ApiFault foreign(String why) {
    return new ApiFault(403, "forbidden", "refused: " + why);
  }

  private static ApiFault unauthorized(String why) {
    return new ApiFault(401, "unauthorized", why);
  }
}
