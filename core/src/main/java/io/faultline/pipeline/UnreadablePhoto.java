package io.faultline.pipeline;

/**
 * A photo that a run left out.
 *
 * @param fileName as the dataset or the user names it
 * @param reason one line that says why
 */
public record UnreadablePhoto(String fileName, String reason) {}
