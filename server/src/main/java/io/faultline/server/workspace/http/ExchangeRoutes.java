package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import io.faultline.server.http.FormFiles;
import io.faultline.server.http.QueryNames;
import io.faultline.server.http.RouteGroup;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.exchange.Exchange;
import io.faultline.server.workspace.exchange.ExchangeFormat;
import io.faultline.server.workspace.exchange.Importer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Downloads of the workspace's labels, and labels from files. */
final class ExchangeRoutes implements RouteGroup {
  private final Workspace workspace;

  ExchangeRoutes(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(WorkspaceRoutes.ROOT + "/export", this::export);
    routes.post(WorkspaceRoutes.ROOT + "/import", this::read);
  }

  private void export(Context context) {
    QueryNames.only(context, "format", "photos");
    boolean withPhotos = PhotoQueries.flag(context, "photos");
    Exchange.Download download = workspace.exchange().download(format(context), withPhotos);
    try {
      InputStream content = new Deleting(Files.newInputStream(download.file()), download);
      context
          .header("Cache-Control", "no-store")
          .header("Content-Disposition", "attachment; filename=\"" + download.name() + "\"")
          .contentType(type(download.name()))
          .result(content);
    } catch (IOException e) {
      download.close();
      throw new FaultlineException(
          Problem.OUTPUT, "export: cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** A download that is deleted when it was sent. */
  private static final class Deleting extends FilterInputStream {
    private final Exchange.Download download;

    Deleting(InputStream content, Exchange.Download download) {
      super(content);
      this.download = download;
    }

    @Override
    public void close() throws IOException {
      super.close();
      download.close();
    }
  }

  private static String type(String name) {
    if (name.endsWith(".zip")) {
      return "application/zip";
    }
    return name.endsWith(".html") ? "text/html; charset=utf-8" : "application/json";
  }

  private void read(Context context) throws IOException {
    Exchange exchange = workspace.exchange();
    QueryNames.only(context, "format", "clean");
    boolean clean = PhotoQueries.flag(context, "clean");
    Optional<ExchangeFormat> format =
        PhotoQueries.parameter(context, "format").map(ExchangeFormat::parseForImport);
    byte[] file = body(context);
    Importer.Result result =
        format.isPresent()
            ? exchange.upload(format.get(), file, clean)
            : exchange.upload(file, clean);
    workspace.imported();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", result.format().label())
            .put("photos", result.photos())
            .put("boxes", result.boxes())
            .put("reviewed", result.reviewed())
            .put("unknown", result.unknown());
    ArrayNode notes = json.putArray("notes");
    result.notes().forEach(notes::add);
    WorkspaceRoutes.answer(context, json);
  }

  private static byte[] body(Context context) throws IOException {
    if (!context.isMultipartFormData()) {
      return context.bodyAsBytes();
    }
    List<UploadedFile> files = FormFiles.all(context);
    if (files.size() != 1) {
      throw new FaultlineException(
          Problem.USAGE,
          "the form must hold one file, a part with a filename; not " + files.size());
    }
    try (InputStream content = files.get(0).content()) {
      return content.readAllBytes();
    }
  }

  private static ExchangeFormat format(Context context) {
    return ExchangeFormat.parse(PhotoQueries.parameter(context, "format").orElse("missing"));
  }
}
