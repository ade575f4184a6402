package io.faultline.server.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.util.List;

/** The files of a form. */
public final class FormFiles {
  private FormFiles() {}

  /**
   * Its photos: every part with a filename, whatever the field is called.
   *
   * @throws ApiFault with 400 if there is none
   */
  public static List<UploadedFile> photos(Context ctx) {
    List<UploadedFile> files = ctx.uploadedFiles();
    if (files.isEmpty()) {
      throw new ApiFault(
          400, "bad-request", "the form holds no file; each photo is a part with a filename");
    }
    return files;
  }
}
