package io.faultline.internal.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

class LibtorchTest {
  @Test
  void openBlasHasOneThreadOrAsManyAsTheEnvironmentSays() {
    openblas_nolapack.blas_set_num_threads(2);
    Libtorch.prepare();
    String asked = System.getenv("OPENBLAS_NUM_THREADS");
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(asked == null ? 1 : 2);
    openblas_nolapack.blas_set_num_threads(asked == null ? 1 : Integer.parseInt(asked));
  }
}
