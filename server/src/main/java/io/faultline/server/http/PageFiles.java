package io.faultline.server.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the page, and of the map library that it uses. */
final class PageFiles {
  static final String PAGE = "/page/";
  static final String LEAFLET = "/leaflet/";

  private static final String PAGE_FOLDER = "/io/faultline/server/page";
  private static final String LEAFLET_FOLDER = "/META-INF/resources/webjars/leaflet/1.9.4/";

  /** The files of Leaflet that a page needs, with their types. */
  private static final Map<String, String> LEAFLET_FILES =
      Map.of(
          "dist/leaflet.js", "text/javascript; charset=utf-8",
          "dist/leaflet.css", "text/css; charset=utf-8",
          "dist/images/layers.png", "image/png",
          "dist/images/layers-2x.png", "image/png",
          "dist/images/marker-icon.png", "image/png",
          "dist/images/marker-icon-2x.png", "image/png",
          "dist/images/marker-shadow.png", "image/png",
          "LICENSE", "text/plain; charset=utf-8");

  private PageFiles() {}

  static void addTo(JavalinConfig config) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = PAGE.substring(0, PAGE.length() - 1);
          files.directory = PAGE_FOLDER;
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
    config.routes.get(
        "/",
        ctx ->
            ctx.contentType("text/html; charset=utf-8").result(bytes(PAGE_FOLDER + "/index.html")));
    config.routes.get(LEAFLET + "{file}", ctx -> leaflet(ctx, ""));
    config.routes.get(LEAFLET + "images/{file}", ctx -> leaflet(ctx, "images/"));
  }

  /** From a list, because a class path may hold more than a browser should see. */
  private static void leaflet(Context ctx, String folder) {
    String name = folder + ctx.pathParam("file");
    String file = name.equals("LICENSE") ? name : "dist/" + name;
    String type = LEAFLET_FILES.get(file);
    if (type == null) {
      throw new NotFoundResponse("there is no " + ctx.path());
    }
    ctx.header("Cache-Control", "max-age=86400");
    ctx.contentType(type).result(bytes(LEAFLET_FOLDER + file));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " in the jar is damaged", e);
    }
  }
}
