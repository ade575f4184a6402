package io.faultline.spark;

import java.io.Serializable;
import java.sql.Timestamp;

/**
 * A photo of a listing.
 *
 * @param order its number in the listing, from 0 on
 * @param name what results call it, as {@code faultline detect} does
 * @param shown what faults call it: the place as the user named it, then the path inside it
 * @param path its address in the file system
 * @param length bytes of its file
 * @param modifiedMillis when the file was changed last, in milliseconds since 1970
 * @param pixels the number of pixels that its header states; 0 if unknown
 */
record ListedPhoto(
    int order,
    String name,
    String shown,
    String path,
    long length,
    long modifiedMillis,
    long pixels)
    implements Serializable {

  /** When the file was changed last. */
  Timestamp modified() {
    return new Timestamp(modifiedMillis);
  }

  /** The same photo with the size of its header. */
  ListedPhoto withPixels(long known) {
    return new ListedPhoto(order, name, shown, path, length, modifiedMillis, known);
  }

  /** The file's name without folders. */
  String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
