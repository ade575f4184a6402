package io.faultline.internal.pictures;

import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.Verdict;
import io.faultline.image.Raster;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The annotated photos that a report on an inspection shows: of every verdict the photos with the
 * highest scores, so that a run over thousands of photos keeps a few dozen pictures in memory. What
 * is kept does not depend on the order of the calls. May be used from several threads at once.
 */
public final class InspectionPictures {
  /** How many photos of each verdict are shown. */
  public static final int SHOWN = 24;

  private static final int LONGEST_SIDE_PX = 720;
  private static final Comparator<Place> BEST_FIRST =
      Comparator.comparingDouble(Place::score).reversed().thenComparing(Place::photo);

  private record Place(double score, String photo) {}

  private final Map<Verdict, NavigableSet<Place>> places = new EnumMap<>(Verdict.class);
  private final Map<String, Picture> pictures = new TreeMap<>();

  /**
   * Keeps the picture where the photo is among the best of its verdict. Clean photos are not shown.
   *
   * @param photo the photo's name in the results
   * @param drawing the photo with its detections drawn on it
   */
  public void offer(String photo, PhotoJudgement judgement, Raster drawing) {
    Place place = new Place(judgement.bestScore(), photo);
    if (judgement.verdict() == Verdict.CLEAN || !takes(judgement.verdict(), place)) {
      return;
    }
    Picture picture = Picture.of(drawing, LONGEST_SIDE_PX);
    synchronized (this) {
      NavigableSet<Place> kept = kept(judgement.verdict());
      kept.add(place);
      pictures.put(photo, picture);
      while (kept.size() > SHOWN) {
        pictures.remove(kept.pollLast().photo());
      }
    }
  }

  private synchronized boolean takes(Verdict verdict, Place place) {
    NavigableSet<Place> kept = kept(verdict);
    return kept.size() < SHOWN || BEST_FIRST.compare(place, kept.last()) < 0;
  }

  private NavigableSet<Place> kept(Verdict verdict) {
    return places.computeIfAbsent(verdict, unused -> new TreeSet<>(BEST_FIRST));
  }

  /** The pictures of a verdict by the photos' names, the highest score first. */
  public synchronized Map<String, Picture> of(Verdict verdict) {
    Map<String, Picture> shown = new LinkedHashMap<>();
    for (Place place : kept(verdict)) {
      Picture picture = pictures.get(place.photo());
      if (picture != null) {
        shown.put(place.photo(), picture);
      }
    }
    return shown;
  }
}
