package io.faultline.internal.boosting;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;

/** A model that LightGBM grows, in its own memory, until it is closed. For one thread. */
final class LightGbmBooster implements AutoCloseable {
  /** The buffer that a model is first written to; LightGBM makes a larger one where it must. */
  private static final long TEXT_BYTES = 10L << 20;

  /** More metrics than are ever asked for. */
  private static final int MAX_METRICS = 16;

  private final SWIGTYPE_p_void handle;

  /** A model without trees. */
  LightGbmBooster(LightGbmData training, String parameters) {
    SWIGTYPE_p_p_void made = lightgbmlib.new_voidpp();
    try {
      LightGbmLibrary.check(lightgbmlib.LGBM_BoosterCreate(training.handle(), parameters, made));
      handle = lightgbmlib.voidpp_value(made);
    } finally {
      lightgbmlib.delete_voidpp(made);
    }
  }

  /** Also measures this data after every round. */
  void watch(LightGbmData data) {
    LightGbmLibrary.check(lightgbmlib.LGBM_BoosterAddValidData(handle, data.handle()));
  }

  /** Grows a round of trees, and returns whether no further round can better the model. */
  boolean update() {
    SWIGTYPE_p_int finished = lightgbmlib.new_intp();
    try {
      LightGbmLibrary.check(lightgbmlib.LGBM_BoosterUpdateOneIter(handle, finished));
      return lightgbmlib.intp_value(finished) == 1;
    } finally {
      lightgbmlib.delete_intp(finished);
    }
  }

  /** The loss on the watched data. */
  double loss() {
    SWIGTYPE_p_int count = lightgbmlib.new_intp();
    SWIGTYPE_p_double losses = lightgbmlib.new_doubleArray(MAX_METRICS);
    try {
      LightGbmLibrary.check(lightgbmlib.LGBM_BoosterGetEval(handle, 1, count, losses));
      return lightgbmlib.doubleArray_getitem(losses, 0);
    } finally {
      lightgbmlib.delete_doubleArray(losses);
      lightgbmlib.delete_intp(count);
    }
  }

  /** LightGBM's text of the first so many rounds. */
  String text(int rounds) {
    SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
    try {
      return lightgbmlib.LGBM_BoosterSaveModelToStringSWIG(
          handle, 0, rounds, lightgbmlib.C_API_FEATURE_IMPORTANCE_SPLIT, TEXT_BYTES, length);
    } finally {
      lightgbmlib.delete_int64_tp(length);
    }
  }

  @Override
  public void close() {
    LightGbmLibrary.check(lightgbmlib.LGBM_BoosterFree(handle));
  }
}
