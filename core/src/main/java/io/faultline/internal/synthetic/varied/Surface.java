package io.faultline.internal.synthetic.varied;

/** Paints a bare surface. */
interface Surface {
  /**
   * Fills the canvas.
   *
   * @return the scene, with joints where the surface has some
   */
  Scene paint(Scene scene, PartDraw draw);
}
