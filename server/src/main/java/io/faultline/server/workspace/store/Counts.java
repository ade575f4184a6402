package io.faultline.server.workspace.store;

/**
 * How many photos of the workspace are in which state and have which verdict.
 *
 * @param removed photos that a person took out; no other count has them
 */
public record Counts(
    long photos,
    long waiting,
    long failed,
    long crack,
    long review,
    long clean,
    long reviewed,
    long corrected,
    long removed) {}
