package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Laws of the page's pure modules, run where they run: in a browser. */
@ExtendWith(SharedWorkplace.class)
class PageLogicTest {
  private final Page page;

  PageLogicTest(Workplace work) {
    this.page = work.page();
  }

  @BeforeEach
  void loadModules() {
    page.open("/summary");
    page.json(
        "Promise.all(['changes', 'geometry', 'order', 'words'].map((name) => import(`/page/${name}.js`)))"
            + ".then((all) => { window.logic = Object.assign({}, ...all); })");
    page.await("the modules", "return Boolean(window.logic)");
    page.json(
        "window.photo = {reviewed: false, threshold: 0.5, below: [], boxes: ["
            + "{id: 'a', origin: 'model', category: 'crack', score: 0.9, box: [0, 0, 10, 10], state: 'open'},"
            + "{id: 'b', origin: 'model', category: 'crack', score: 0.6, box: [5, 5, 20, 20], state: 'open'}]}");
  }

  @Test
  void changesOfDifferentBoxesBothStay() {
    JsonNode merged =
        page.json(
            "const theirs = logic.apply(photo, {op: 'reject', box: 'a'});"
                + "return logic.merge(photo, [{op: 'accept', box: 'b'}, {op: 'review'}], theirs);");
    assertThat(merged.path("keep")).hasSize(2);
    assertThat(merged.path("conflicts")).isEmpty();
  }

  @Test
  void changesOfOneBoxAreAConflictUnlessTheySayTheSame() {
    JsonNode other =
        page.json(
            "return logic.merge(photo, [{op: 'accept', box: 'a'}], logic.apply(photo, {op: 'move', box: 'a', to: [1, 1, 9, 9]}));");
    assertThat(other.path("conflicts")).hasSize(1);
    JsonNode same =
        page.json(
            "return logic.merge(photo, [{op: 'accept', box: 'a'}], logic.apply(photo, {op: 'accept', box: 'a'}));");
    assertThat(same.path("conflicts")).isEmpty();
    assertThat(same.path("keep")).isEmpty();
  }

  @Test
  void aPhotoIsRemovedOnceAlsoByTwoWindows() {
    JsonNode both =
        page.json(
            "return logic.merge(photo, [{op: 'remove'}], logic.apply(photo, {op: 'remove'}));");
    assertThat(both.path("keep")).isEmpty();
    JsonNode one =
        page.json(
            "return logic.merge(photo, [{op: 'remove'}], logic.apply(photo, {op: 'accept', box: 'a'}));");
    assertThat(one.path("keep")).hasSize(1);
  }

  @Test
  void aClassWithAThresholdOfItsOwnIsReportedFromThere() {
    JsonNode words =
        page.json(
            "const own = {...photo, thresholds: {crack: 0.7}};"
                + "const at = logic.thresholdOf(own);"
                + "return {open: photo.boxes.map((box) => logic.reported(box, at)),"
                + " other: logic.reported({...photo.boxes[1], category: 'stain'}, at),"
                + " reviewed: logic.apply(own, {op: 'review'}).boxes.map((box) => box.state)};");
    assertThat(words.path("open").toString()).isEqualTo("[true,false]");
    assertThat(words.path("other").asBoolean()).isTrue();
    assertThat(words.path("reviewed").toString()).isEqualTo("[\"accepted\",\"open\"]");
  }

  @Test
  void anAddedBoxWhoseAnswerWasLostIsNotAddedTwice() {
    JsonNode merged =
        page.json(
            "const add = {op: 'add', box: 'new-1', category: 'crack', to: [1, 2, 3, 4]};"
                + "const stored = logic.apply(photo, {...add, box: 'p2.0'});"
                + "return logic.merge(photo, [add], stored);");
    assertThat(merged.path("keep")).isEmpty();
  }

  @Test
  void mergingWithNothingKeepsEverything() {
    JsonNode merged =
        page.json(
            "return logic.merge(photo, [{op: 'accept', box: 'a'}, {op: 'delete', box: 'b'}], photo);");
    assertThat(merged.path("keep")).hasSize(2);
  }

  @Test
  void applyLeavesThePhotoAsItWas() {
    assertThat(
            page.json(
                    "const before = JSON.stringify(photo);"
                        + "for (const op of ['accept', 'reject', 'delete']) logic.apply(photo, {op, box: 'a'});"
                        + "logic.apply(photo, {op: 'move', box: 'a', to: [1, 1, 2, 2]});"
                        + "return JSON.stringify(photo) === before;")
                .asBoolean())
        .isTrue();
  }

  @Test
  void pulledBoxesStayInsideAndNeverVanish() {
    assertThat(
            page.json(
                """
                    for (const part of ['move', 'n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']) {
                      for (let i = 0; i < 200; i++) {
                        const d = () => (Math.random() - 0.5) * 400;
                        const [x1, y1, x2, y2] = logic.pulled([10, 20, 60, 50], part, d(), d(), 100, 80);
                        if (!(x1 >= 0 && y1 >= 0 && x2 <= 100 && y2 <= 80 && x2 > x1 && y2 > y1)) return [part, x1, y1, x2, y2];
                        if (part === 'move' && (x2 - x1 !== 50 || y2 - y1 !== 30)) return [part, x1, y1, x2, y2];
                      }
                    }
                    return [];
                    """))
        .isEmpty();
  }

  @Test
  void openedPhotosKeepTheirPlacesAndNoPhotoIsLostOrDoubled() {
    assertThat(
            page.json(
                """
                    const ids = (text) => [...text].map((id) => ({id}));
                    const order = (before, after, opened) => logic.keepPlaces(ids(before), ids(after), new Set(opened)).map(({id}) => id).join('');
                    return [order('abcd', 'bcda', 'a'), order('abcd', 'xbcda', 'a'), order('abcd', 'acd', 'b'),
                      order('abcd', 'dcba', ''), order('', 'abc', 'b'), order('abcd', 'dabc', 'ab')];
                    """))
        .extracting(JsonNode::asText)
        .containsExactly("abcd", "axbcd", "abcd", "dcba", "abc", "abdc");
  }

  @Test
  void timesAreInWordsThatPeopleUse() {
    assertThat(page.json("return [0.2, 12, 200, 8000].map(logic.duration)"))
        .extracting(JsonNode::asText)
        .containsExactly("less than 1 s", "12 s", "3 min", "2 h 13 min");
  }
}
