package io.faultline.cli;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.BundleManifest;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The models that come with the program. */
@Command(
    name = "models",
    header = "List the models that come with Faultline.",
    customSynopsis = {"faultline models"},
    description = {
      "Their names go where a model is asked for: detect, evaluate and promise --model NAME, and"
          + " train --weights NAME."
    },
    footer = {"  faultline models"})
final class ModelsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    Table table = new Table("model", "finds", "learnt from", "card");
    for (String name : BuiltInModels.names()) {
      BundleManifest manifest = BuiltInModels.manifest(name);
      table.row(
          name,
          manifest.categories().stream().map(Category::name).collect(Collectors.joining(", ")),
          manifest.provenance().getOrDefault("photos", "unknown"),
          BuiltInModels.card(name));
    }
    common.print(table.text());
    common.say(
        "No recall is promised for photos of yours: faultline promise measures it on some that you"
            + " have labelled.");
    return 0;
  }
}
