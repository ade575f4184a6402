package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PieceTest {

  @Test
  void aSmallPhotoIsOnePieceWithItsTruth() {
    ImageRecord image = image(200, 100, new Box(10, 10, 60, 40));
    List<Piece> pieces = Piece.of(List.of(image, image), 256, 64, 1);
    assertThat(pieces).hasSize(2).allMatch(Piece::whole);
    assertThat(pieces).extracting(piece -> piece.record().id()).containsExactly(1L, 2L);
    assertThat(pieces.get(0).record().annotations().get(0).box())
        .isEqualTo(new Box(10, 10, 60, 40));
  }

  @Test
  void outlinesAreCutWithTheirTiles() {
    Polygon outline = new Polygon(new double[] {150, 50, 450, 50, 450, 80, 150, 80});
    Box box = new Box(150, 50, 450, 80);
    Annotation crack = new Annotation(1, 1, box, box.area(), false, List.of(outline));
    ImageRecord image = new ImageRecord(1, "a.png", Path.of("a.png"), 500, 256, List.of(crack));
    List<Piece> pieces = Piece.of(List.of(image), 256, 64, 1);
    assertThat(pieces).hasSizeGreaterThan(1);
    for (Piece piece : pieces) {
      for (Annotation part : piece.record().annotations()) {
        Box kept = part.box();
        assertThat(part.area()).isEqualTo(kept.area());
        assertThat(part.polygons())
            .singleElement()
            .satisfies(
                polygon -> {
                  for (int i = 0; i < polygon.corners(); i++) {
                    assertThat(polygon.x(i)).isIn(kept.x1(), kept.x2());
                    assertThat(polygon.y(i)).isIn(kept.y1(), kept.y2());
                  }
                });
      }
    }
    Piece whole = Piece.of(List.of(image), 512, 64, 1).get(0);
    assertThat(whole.record().annotations().get(0).polygons()).containsExactly(outline);
  }

  @Test
  void everyObjectOfALargePhotoIsWholeOrCutInSomePiece() {
    Box inside = new Box(10, 10, 60, 40);
    Box across = new Box(150, 50, 450, 80);
    List<Piece> pieces = Piece.of(List.of(image(500, 256, inside, across)), 256, 64, 1);
    assertThat(pieces).hasSizeGreaterThan(1).noneMatch(Piece::whole);
    for (Piece piece : pieces) {
      for (Annotation part : piece.record().annotations()) {
        Box back = part.box().shift(piece.tile().x(), piece.tile().y());
        Box whole = part.id() == 0 ? inside : across;
        assertThat(back.intersection(whole)).isEqualTo(back.area());
        assertThat(part.box().clip(piece.tile().width(), piece.tile().height()))
            .contains(part.box());
      }
    }
    assertThat(pieces)
        .anyMatch(
            piece -> piece.record().annotations().stream().anyMatch(a -> a.box().equals(inside)));
    assertThat(
            pieces.stream()
                .filter(p -> p.record().annotations().stream().anyMatch(a -> a.id() == 1)))
        .hasSizeGreaterThan(1);
  }

  private static ImageRecord image(int width, int height, Box... boxes) {
    List<Annotation> truth =
        IntStream.range(0, boxes.length).mapToObj(i -> Annotation.of(i, 1, boxes[i])).toList();
    return new ImageRecord(7, "a.png", Path.of("a.png"), width, height, truth);
  }
}
