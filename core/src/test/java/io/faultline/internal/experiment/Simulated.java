package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Answers of detectors that do not exist, so that statistics can be tested without training. */
final class Simulated {
  private Simulated() {}

  /**
   * Answers about the same regions for every detector.
   *
   * @param skill how far the answers for objects and background lie apart
   * @param boldness how readily the detector names an object
   * @param seed of the detector, not of the regions
   */
  static List<RegionAnswer> answers(
      int photos, int perPhoto, double skill, double boldness, long seed) {
    SplittableRandom regions = new RunSeed(7).of("regions");
    SplittableRandom noise = new RunSeed(seed).of("noise");
    double mood = 0.15 * noise.nextGaussian();
    List<RegionAnswer> answers = new ArrayList<>();
    for (int photo = 0; photo < photos; photo++) {
      double difficulty = 0.7 * regions.nextGaussian();
      for (int i = 0; i < perPhoto; i++) {
        int label = regions.nextInt(10) < 3 ? 1 : 0;
        double logit =
            (label == 1 ? skill - difficulty : -skill)
                + boldness
                + mood
                + regions.nextGaussian()
                + 0.4 * noise.nextGaussian();
        answers.add(new RegionAnswer(photo, label, 1, 1 / (1 + Math.exp(-logit))));
      }
    }
    return answers;
  }

  static Trial trial(String recipe, long seed, List<RegionAnswer> own, List<RegionAnswer> common) {
    return new Trial(recipe, seed, own, common, OptionalDouble.of(0.3), 12, 61.4, List.of());
  }

  static Comparison.Options options(List<Recipe> recipes, int seeds) {
    return new Comparison.Options(
        recipes, PipelineConfig.DEFAULT, List.of(), seeds, true, 0.67, Path.of("unused"));
  }

  /**
   * The nine of mmalek06 (2024) with made-up skills, so that pages and plots have something to
   * show.
   */
  static ComparisonTable series(Path folder, int seeds, int photos) {
    List<Recipe> recipes = Recipe.shipped(folder);
    List<Trial> trials = new ArrayList<>();
    for (int r = 0; r < recipes.size(); r++) {
      for (int s = 0; s < seeds; s++) {
        String name = recipes.get(r).name();
        double boldness =
            name.equals("focal-default") ? -1.7 : name.contains("weighted") ? 0 : 0.05 * r - 0.6;
        double skill = 1 + 0.03 * r;
        List<RegionAnswer> common = answers(photos, 30, skill, boldness, 100 * r + s);
        List<RegionAnswer> own = answers(photos, 34, skill + 0.15, boldness, 100 * r + s);
        trials.add(trial(name, s, own, common));
      }
    }
    return ComparisonTable.of(options(recipes, seeds), trials);
  }

  /** One recipe without and with truth boxes. */
  static ComparisonTable truth(Path folder, int seeds, int photos, double helps, double bolder) {
    List<Recipe> pair = Recipe.shipped(folder).get(2).withoutAndWithTruth();
    List<Trial> trials = new ArrayList<>();
    for (int s = 0; s < seeds; s++) {
      for (int r = 0; r < 2; r++) {
        List<RegionAnswer> answers = answers(photos, 30, 1 + helps * r, bolder * r, s);
        trials.add(trial(pair.get(r).name(), s, answers, answers));
      }
    }
    return ComparisonTable.of(options(pair, seeds), trials);
  }
}
