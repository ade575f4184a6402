package io.faultline.internal.tiling;

import io.faultline.geometry.Box;

/** One direction of a photo, so that seams between columns and between rows share their rules. */
enum Direction {
  X,
  Y;

  double low(Box box) {
    return this == X ? box.x1() : box.y1();
  }

  double high(Box box) {
    return this == X ? box.x2() : box.y2();
  }

  double length(Box box) {
    return high(box) - low(box);
  }

  Direction across() {
    return this == X ? Y : X;
  }

  /** How far both reach together; negative is the gap between them. */
  double shared(Box a, Box b) {
    return Math.min(high(a), high(b)) - Math.max(low(a), low(b));
  }
}
