package io.faultline.internal.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.internal.backbone.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of {@link PublishedWeights}, read from {@code weights.json} beside this class. There,
 * recipes and {@code DEFAULT} are torchvision's ({@code torchvision/models/resnet.py}, {@code
 * mobilenetv2.py} and {@code convnext.py}, the enums {@code ..._Weights}).
 *
 * @param origin where the files are published
 * @param byName every name that means weights, as {@link PublishedWeights#key} writes it
 * @param names the shortest name of each, in the order of the list
 */
record WeightsCatalog(URI origin, Map<String, PublishedWeights> byName, List<String> names) {
  private static final String DEFAULT = "DEFAULT";
  private static final WeightsCatalog TORCHVISION = read("weights.json");

  WeightsCatalog {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    names = List.copyOf(names);
  }

  /** What torchvision publishes for our architectures. */
  static WeightsCatalog torchvision() {
    return TORCHVISION;
  }

  private static WeightsCatalog read(String resource) {
    try (InputStream in = WeightsCatalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return of(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " in the jar is damaged", e);
    }
  }

  private static WeightsCatalog of(JsonNode list) {
    Map<String, PublishedWeights> byName = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : list.get("weights").properties()) {
      architecture(entry.getKey())
          .ifPresent(known -> add(entry.getKey(), known, entry.getValue(), byName, names));
    }
    return new WeightsCatalog(URI.create(list.get("origin").asText()), byName, names);
  }

  private static void add(
      String torchvision,
      Architecture architecture,
      JsonNode recipes,
      Map<String, PublishedWeights> byName,
      List<String> names) {
    String best = recipes.get(DEFAULT).asText();
    for (Map.Entry<String, JsonNode> recipe : recipes.properties()) {
      if (recipe.getKey().equals(DEFAULT)) {
        continue;
      }
      String name = torchvision + "." + recipe.getKey();
      PublishedWeights weights =
          new PublishedWeights(name, architecture, recipe.getValue().asText());
      byName.put(PublishedWeights.key(name), weights);
      if (recipe.getKey().equals(best)) {
        byName.put(PublishedWeights.key(torchvision), weights);
        byName.put(PublishedWeights.key(torchvision + "." + DEFAULT), weights);
      }
      names.add(recipe.getKey().equals(best) ? torchvision : name);
    }
  }

  /** The list may name architectures that this version does not have; they are passed over. */
  private static Optional<Architecture> architecture(String torchvision) {
    return Arrays.stream(Architecture.values())
        .filter(known -> PublishedWeights.key(known.name()).equals(torchvision))
        .findFirst();
  }
}
