package io.faultline.server.workspace.teach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.model.ServedModels;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Settings;
import io.faultline.server.workspace.store.TeachTable;
import io.faultline.server.workspace.store.TeachTable.ModelRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The models of a workspace. Every model that was ever in use stays as a file, so that it can be
 * used again.
 */
public final class ModelShelf {
  private static final String ACTIVE = "model";

  private final Path folder;
  private final Database database;
  private final ModelSlot slot;
  private final Clock clock;

  /** A shelf in a folder. */
  public ModelShelf(Path folder, Database database, ModelSlot slot, Clock clock) {
    this.folder = folder;
    this.database = database;
    this.slot = slot;
    this.clock = clock;
  }

  /** All models, the newest first. */
  public List<ModelRow> models() {
    return database.in(sql -> new TeachTable(sql).models());
  }

  /** The hash of the model in use, as the workspace remembers it. */
  public Optional<String> active() {
    return database.in(sql -> new Settings(sql).get(ACTIVE));
  }

  /**
   * Settles which model is in use after the start. One that the user names and the workspace does
   * not know comes into use; otherwise the workspace's own stays, which may have learnt more.
   */
  public void settle() {
    Optional<ServedModel> named = named();
    Optional<String> active = active();
    if (named.isPresent() && !knows(named.get().hash())) {
      keep(named.get().hash(), named.get().name(), bytes(named.get().name()), NullNode.instance);
      remember(named.get().hash());
    } else if (active.isPresent()
        && named.filter(one -> one.hash().equals(active.get())).isEmpty()) {
      slot.replace(open(row(active.get())));
    }
  }

  private Optional<ServedModel> named() {
    try (ModelSlot.Lease lease = slot.lease().orElse(null)) {
      return lease == null ? Optional.empty() : Optional.of(lease.model());
    }
  }

  private boolean knows(String hash) {
    return models().stream().anyMatch(one -> one.hash().equals(hash));
  }

  private static byte[] bytes(String fileOrName) {
    Path file = Path.of(fileOrName);
    if (!Files.isRegularFile(file) && BuiltInModels.names().contains(fileOrName)) {
      return BuiltInModels.bytes(fileOrName);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.MODEL, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** Keeps a model file; it does not come into use. */
  private void keep(String hash, String name, byte[] bytes, JsonNode figures) {
    AtomicFile.write(file(hash), bytes);
    database.in(
        sql -> {
          new TeachTable(sql)
              .keep(
                  new ModelRow(
                      hash, name, clock.instant().truncatedTo(ChronoUnit.MILLIS), figures));
          return true;
        });
  }

  /**
   * Takes over a new model and keeps it.
   *
   * @param figures the comparison with the one before
   * @return its hash
   */
  String adopt(Path model, String name, JsonNode figures) {
    String hash = ServedModels.hash(model);
    keep(hash, name, bytes(model.toString()), figures);
    activate(hash);
    return hash;
  }

  /**
   * Brings a model into use.
   *
   * @throws FaultlineException with {@code INPUT} for a hash that no model has
   */
  public void activate(String hash) {
    slot.replace(open(row(hash)));
    remember(hash);
  }

  private void remember(String hash) {
    database.in(
        sql -> {
          new Settings(sql).put(ACTIVE, hash);
          return true;
        });
  }

  private ModelRow row(String hash) {
    return models().stream()
        .filter(one -> one.hash().equals(hash))
        .findFirst()
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.INPUT, "model " + hash + ": the workspace has no such model"));
  }

  private ServedModel open(ModelRow row) {
    ServedModel opened = ServedModels.open(file(row.hash()).toString(), Compute.AUTO);
    return new ServedModel(row.name(), row.hash(), opened.detector());
  }

  /** The file of a model. */
  Path file(String hash) {
    return folder.resolve(hash);
  }
}
