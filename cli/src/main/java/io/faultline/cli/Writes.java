package io.faultline.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an option that names what its command writes; see {@link Outputs}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Writes {
  /** What is written there. */
  Kind value();

  /** What an option names. */
  enum Kind {
    FILE,
    FOLDER,
    /** A file where its name ends with {@code .json} and no folder of that name is there. */
    JSON_FILE_OR_FOLDER
  }
}
