package io.faultline.internal.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

class LibtorchTest {
  @Test
  void openBlasHasOneThreadWhateverItBeganWith() {
    openblas_nolapack.blas_set_num_threads(2);
    Libtorch.prepare();
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
  }
}
