package io.faultline.internal.evaluation;

/**
 * How well one class is found. Undefined numbers are -1, as in COCO: without an object all of them,
 * and without a detection the last four.
 *
 * @param categoryId the dataset's id
 * @param name the class
 * @param support objects to be found, crowds left out
 * @param ap mean over the ten IoU thresholds
 * @param ap50 at IoU 0.5
 * @param bestF1 the highest F1 of any score threshold at IoU 0.5
 * @param precision at that threshold
 * @param recall at that threshold
 * @param threshold the lowest score kept there; meaningless where {@code bestF1} is -1
 */
public record ClassMetrics(
    int categoryId,
    String name,
    long support,
    double ap,
    double ap50,
    double bestF1,
    double precision,
    double recall,
    double threshold) {}
