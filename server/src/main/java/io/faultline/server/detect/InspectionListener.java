package io.faultline.server.detect;

import io.faultline.detection.PhotoOutcome;
import java.time.Duration;

/** Hears how long photos take and what comes of them. */
public interface InspectionListener {
  /** A photo waited for a thread. */
  void waited(Duration time);

  /** A photo was decoded and looked at. */
  void inspected(PhotoOutcome outcome, Duration time);

  /** A photo was refused by its header. */
  void refused(PhotoOutcome outcome);

  /** A drawing was made. */
  void drawn(Duration time);
}
