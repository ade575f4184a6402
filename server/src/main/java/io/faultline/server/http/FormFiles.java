package io.faultline.server.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.util.List;
import org.eclipse.jetty.http.MultiPartFormData;

/** The files of a form. */
public final class FormFiles {
  private FormFiles() {}

  /** Every part with a filename, whatever the field is called; empty where there is none. */
  public static List<UploadedFile> all(Context ctx) {
    boolean read = false;
    try { // Not caught: what Kotlin throws may be checked, such as an IOException.
      List<UploadedFile> files = ctx.uploadedFiles();
      read = true;
      return files;
    } finally {
      if (!read) {
        // Jetty 12.1 closes the parts of a form after the answer. If it could not read them, it
        // throws there and drops a connection on which the client already sends its next request.
        ctx.req().removeAttribute(MultiPartFormData.class.getName());
      }
    }
  }

  /**
   * Its photos, as {@link #all}.
   *
   * @throws ApiFault with 400 if there is none
   */
  public static List<UploadedFile> photos(Context ctx) {
    List<UploadedFile> files = all(ctx);
    if (files.isEmpty()) {
      throw new ApiFault(
          400, "bad-request", "the form holds no file; each photo is a part with a filename");
    }
    return files;
  }
}
