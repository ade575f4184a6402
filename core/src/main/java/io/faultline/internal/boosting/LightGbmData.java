package io.faultline.internal.boosting;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A data set in LightGBM's own memory, until it is closed. For one thread. */
final class LightGbmData implements AutoCloseable {
  private final SWIGTYPE_p_void handle;

  private LightGbmData(SWIGTYPE_p_void handle) {
    this.handle = handle;
  }

  /**
   * Rows of features.
   *
   * @param values {@code [rows][columns]} in row order
   * @param reference whose bins are used, for data that is measured
   */
  static LightGbmData of(
      float[] values, int rows, int columns, String parameters, Optional<LightGbmData> reference) {
    SWIGTYPE_p_p_void made = lightgbmlib.new_voidpp();
    try {
      LightGbmLibrary.check(
          copied(
              values,
              floats ->
                  lightgbmlib.LGBM_DatasetCreateFromMat(
                      lightgbmlib.float_to_voidp_ptr(floats),
                      lightgbmlib.C_API_DTYPE_FLOAT32,
                      rows,
                      columns,
                      1,
                      parameters,
                      reference.map(LightGbmData::handle).orElse(null),
                      made)));
      return new LightGbmData(lightgbmlib.voidpp_value(made));
    } finally {
      lightgbmlib.delete_voidpp(made);
    }
  }

  /** Sets a number per row, such as {@code label}. */
  void set(String field, float[] values) {
    LightGbmLibrary.check(
        copied(
            values,
            floats ->
                lightgbmlib.LGBM_DatasetSetField(
                    handle,
                    field,
                    lightgbmlib.float_to_voidp_ptr(floats),
                    values.length,
                    lightgbmlib.C_API_DTYPE_FLOAT32)));
  }

  /** Calls with a copy of the numbers in native memory. */
  private static int copied(float[] values, ToIntFunction<SWIGTYPE_p_float> call) {
    SWIGTYPE_p_float floats = lightgbmlib.new_floatArray(values.length);
    try {
      for (int i = 0; i < values.length; i++) {
        lightgbmlib.floatArray_setitem(floats, i, values[i]);
      }
      return call.applyAsInt(floats);
    } finally {
      lightgbmlib.delete_floatArray(floats);
    }
  }

  SWIGTYPE_p_void handle() {
    return handle;
  }

  @Override
  public void close() {
    LightGbmLibrary.check(lightgbmlib.LGBM_DatasetFree(handle));
  }
}
