package io.faultline.server.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelConfigTest {
  private static final String VIEW =
      "<View><Header value=\"h\"/><Image name=\"other\" value=\"$b\"/><Image name=\"img\""
          + " value=\"$photo\"/><RectangleLabels name=\"box\" toName=\"img\">"
          + "<Label value=\"Crack\"/><Label value=\"Spall\"/></RectangleLabels></View>";

  @Test
  void findsTheTagsThatBelongTogether() {
    assertThat(LabelConfig.parse(VIEW))
        .isEqualTo(new LabelConfig("box", "img", "photo", List.of("Crack", "Spall")));
  }

  @Test
  void matchesClassesWithLabelsWhateverTheirCase() {
    assertThat(
            LabelConfig.parse(VIEW)
                .labelsOf(List.of(new Category(4, "spall"), new Category(2, "crack"))))
        .isEqualTo(Map.of(4, "Spall", 2, "Crack"));
  }

  @Test
  void oneClassAndOneLabelBelongTogether() {
    LabelConfig config = new LabelConfig("box", "img", "photo", List.of("Riss"));
    assertThat(config.labelsOf(List.of(new Category(1, "crack")))).isEqualTo(Map.of(1, "Riss"));
  }

  @Test
  void aClassWithoutLabelSaysWhatToAdd() {
    assertThatThrownBy(() -> LabelConfig.parse(VIEW).labelsOf(List.of(new Category(1, "rust"))))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("add <Label value=\"rust\"/>");
  }

  @Test
  void whatAsksForNoBoxesIsRefused() {
    for (String odd :
        List.of(
            "",
            "no xml",
            "<View/>",
            "<View><Choices name=\"c\" toName=\"i\"/></View>",
            "<View><RectangleLabels name=\"box\" toName=\"img\"/></View>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + VIEW)) {
      assertThatThrownBy(() -> LabelConfig.parse(odd))
          .as(odd)
          .isInstanceOf(FaultlineException.class)
          .hasMessageStartingWith("label config: ");
    }
  }
}
