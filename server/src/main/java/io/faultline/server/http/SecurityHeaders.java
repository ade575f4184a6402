package io.faultline.server.http;

import org.eclipse.jetty.http.HttpFields;

/** What every answer says to a browser: only this service, in no frame, as what it is sent. */
final class SecurityHeaders {
  static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self';"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void put(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", CONTENT_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cache-Control", "no-store");
  }
}
