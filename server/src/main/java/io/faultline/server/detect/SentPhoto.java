package io.faultline.server.detect;

/**
 * A photo as a client sent it. Its name is only repeated in the result: no file is opened by it.
 *
 * @param name what the client calls it
 * @param bytes of the file; not copied, and left as they are
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 64 MiB, which are compared by nobody.
public record SentPhoto(String name, byte[] bytes) {}
