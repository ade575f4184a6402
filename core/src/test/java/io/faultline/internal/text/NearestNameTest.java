package io.faultline.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, '', 3", "epcohs, epochs, 1", "ca, abc, 3", "kitten, sitting, 3"})
  void countsEdits(String a, String b, int edits) {
    assertThat(NearestName.distance(a, b)).isEqualTo(edits);
  }

  @Property(tries = 200)
  void distanceIsSymmetricAndZeroOnlyForEquals(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(NearestName.distance(a, b)).isEqualTo(NearestName.distance(b, a));
    assertThat(NearestName.distance(a, b) == 0).isEqualTo(a.equals(b));
  }

  @Test
  void ofEquallyNearNamesTheEarlierIsMeant() {
    assertThat(NearestName.of("rdige", List.of("grid", "ridge"))).isEqualTo("ridge");
    assertThat(NearestName.of("x", List.of("b", "a"))).isEqualTo("b");
  }
}
