package io.faultline.server.labelstudio;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Gets the photo of a task: out of the task itself ({@code data:} with base64), or from the one
 * Label Studio that the operator has named. Nothing else is fetched, and no redirection is
 * followed: whoever may send a task could otherwise let this machine ask others.
 */
public final class PhotoFetcher {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final Optional<URI> base;
  private final Optional<String> token;
  private final long maxBytes;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A fetcher.
   *
   * @param base address of Label Studio; without it only photos inside of tasks are read
   * @param token of a user of Label Studio
   * @param maxBytes a larger photo is refused
   */
  public PhotoFetcher(Optional<URI> base, Optional<String> token, long maxBytes) {
    base.ifPresent(PhotoFetcher::check);
    this.base = base;
    this.token = token;
    this.maxBytes = maxBytes;
  }

  private static void check(URI address) {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new FaultlineException(
          Problem.USAGE,
          "--label-studio is " + address + "; it must be like http://localhost:8080");
    }
  }

  /**
   * The bytes of a photo.
   *
   * @param place as the task gives it
   * @throws FaultlineException with {@link Problem#INPUT} where it cannot be had
   */
  public byte[] fetch(String place) {
    return place.startsWith("data:") ? inline(place) : remote(address(place), place);
  }

  private byte[] inline(String place) {
    int comma = place.indexOf(',');
    if (comma < 0 || !place.substring(0, comma).endsWith(";base64")) {
      throw fault("data:", "must be like data:image/jpeg;base64,...");
    }
    if ((place.length() - comma) / 4 * 3L > maxBytes) {
      throw fault("data:", "is larger than " + maxBytes + " bytes");
    }
    try {
      return Base64.getDecoder().decode(place.substring(comma + 1));
    } catch (IllegalArgumentException e) {
      throw fault("data:", "is no base64");
    }
  }

  private URI address(String place) {
    URI own =
        base.orElseThrow(
            () ->
                fault(
                    place,
                    "photos are fetched only from the Label Studio that --label-studio names"));
    URI address;
    try {
      address = own.resolve(place);
    } catch (IllegalArgumentException e) {
      throw fault(place, "is no address");
    }
    boolean same =
        own.getScheme().equalsIgnoreCase(String.valueOf(address.getScheme()))
            && authority(own).equals(authority(address));
    if (!same) {
      throw fault(place, "is not at " + own + ", the Label Studio that --label-studio names");
    }
    return address;
  }

  private static String authority(URI address) {
    return String.valueOf(address.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private byte[] remote(URI address, String place) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
    token.ifPresent(secret -> request.header("Authorization", "Token " + secret));
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw fault(place, "Label Studio answers " + answer.statusCode());
        }
        byte[] bytes = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
        if (bytes.length > maxBytes) {
          throw fault(place, "is larger than " + maxBytes + " bytes");
        }
        return bytes;
      }
    } catch (IOException e) {
      throw fault(place, "cannot be fetched (" + IoReason.of(e) + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultlineException(Problem.CANCELLED, "stopped", e);
    }
  }

  private static FaultlineException fault(String place, String what) {
    return new FaultlineException(Problem.INPUT, place + ": " + what);
  }
}
