package io.faultline.server.workspace;

import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;

/** Models for tests. */
public final class TestModels {
  private TestModels() {}

  /** A slot with the built-in model; the hash is any, to tell models apart. */
  public static ModelSlot slot(String hash) {
    ModelSlot slot = new ModelSlot();
    slot.replace(crack(hash));
    return slot;
  }

  /** The built-in model under a hash. */
  public static ServedModel crack(String hash) {
    return new ServedModel(
        BuiltInModels.CRACK, hash, RegionDetector.of(BuiltInModels.bundle(BuiltInModels.CRACK)));
  }
}
