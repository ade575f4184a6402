package io.faultline.internal.synthetic.varied;

import java.util.Optional;

/** Which looks the cracks of a photo have: one surface, one weather, one repair. */
record CrackLooks(
    Optional<PartDraw> hairlines,
    Optional<PartDraw> branches,
    Optional<PartDraw> shortOnes,
    Optional<PartDraw> strands,
    Optional<PartDraw> net,
    Optional<PartDraw> alongJoints,
    Optional<PartDraw> broken,
    Optional<PartDraw> filled,
    Optional<PartDraw> bright,
    Optional<PartDraw> wet,
    Optional<PartDraw> efflorescence,
    Optional<PartDraw> spalls) {

  /** Draws all looks of a photo. */
  static CrackLooks of(PhotoDraws draws, Scene scene) {
    return new CrackLooks(
        draws.draw(Part.HAIRLINES),
        draws.draw(Part.BRANCHES),
        draws.draw(Part.SHORT),
        draws.draw(Part.STRANDS),
        draws.draw(Part.NETS),
        scene.joints().isPresent() ? draws.draw(Part.JOINT_CRACKS) : Optional.empty(),
        draws.draw(Part.BROKEN),
        draws.draw(Part.FILLED),
        draws.draw(Part.BRIGHT),
        draws.draw(Part.WET),
        draws.draw(Part.EFFLORESCENCE),
        draws.draw(Part.SPALLS));
  }
}
