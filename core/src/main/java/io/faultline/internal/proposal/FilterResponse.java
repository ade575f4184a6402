package io.faultline.internal.proposal;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a filter says at each pixel, float32, 0 and more.
 *
 * @param dark to what is darker than its surroundings; of a filter with directions, the strongest
 * @param bright to what is brighter
 */
record FilterResponse(Mat dark, Mat bright) {}
