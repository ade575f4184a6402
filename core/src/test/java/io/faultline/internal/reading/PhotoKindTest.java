package io.faultline.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoKindTest {
  private final Path folder;

  PhotoKindTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Optional<PhotoKind> sniff(byte[] bytes) throws IOException {
    return ImageReader.sniff(Files.write(folder.resolve("noext"), bytes));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({".jpg,JPEG", ".png,PNG", ".bmp,BMP", ".tiff,TIFF", ".webp,WEBP"})
  void readableKindsAreKnownWhateverTheyAreCalled(String ending, PhotoKind kind)
      throws IOException {
    assertThat(sniff(Samples.encoded(ending, Samples.smooth(9, 7)))).contains(kind);
    assertThat(kind.readable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0,ftypheic,HEIC",
    "24,ftypmif1....miafavif....,AVIF",
    "24,ftypmif1....miafheic....,HEIC",
    "24,ftypavis....,AVIF",
    "24,ftypcrx ....,CAMERA_RAW",
  })
  void brandsTellContainersApart(int length, String brands, PhotoKind kind) throws IOException {
    byte[] file = ByteBuffer.allocate(40).putInt(length).put(latin(brands)).array();
    assertThat(sniff(file)).contains(kind);
    assertThat(kind.readable()).isFalse();
    assertThatThrownBy(() -> ImageReader.read(folder.resolve("noext")))
        .hasMessageContaining(
            "is a photo of the kind "
                + kind.label()
                + ", which cannot be read; convert it to JPEG first");
  }

  @Test
  void kindsThatCannotBeReadAreKnownByTheirFirstBytes() throws IOException {
    assertThat(sniff(latin("\u00FF\n....."))).contains(PhotoKind.JPEG_XL);
    assertThat(sniff(latin("\0\0\0\fjP  \r\n\u0087\n...."))).contains(PhotoKind.JPEG_2000);
    assertThat(sniff(latin("8BPS\0\u0001....."))).contains(PhotoKind.PSD);
    assertThat(sniff(latin("P6\n20 10\n255\n..."))).contains(PhotoKind.PNM);
    assertThat(sniff(latin("FUJIFILMCCD-RAW 0201"))).contains(PhotoKind.CAMERA_RAW);
    byte[] pcx = ByteBuffer.allocate(200).put(latin("\n\u0005\u0001\b\0\0\0\0\t\0\t\0")).array();
    assertThat(sniff(pcx)).contains(PhotoKind.PCX);
  }

  @ParameterizedTest
  @CsvSource({"50706,0x00000401", "262,32803", "259,34713"})
  void rawFilesOfCamerasAreNoTiff(int tag, String value) throws IOException {
    byte[] tiff = Samples.tiff(Samples.noise(5, 3, 1), 1, ByteOrder.LITTLE_ENDIAN);
    assertThat(sniff(tiff)).contains(PhotoKind.TIFF);
    // Where the tag lies in a second directory, too: the first is the thumbnail.
    ByteBuffer raw = ByteBuffer.allocate(tiff.length + 18).order(ByteOrder.LITTLE_ENDIAN);
    raw.put(tiff).putShort((short) 1).putShort((short) tag).putShort((short) 4).putInt(1);
    raw.putInt(Integer.decode(value)).putInt(0).putInt(8 + 2 + 10 * 12, tiff.length);
    assertThat(sniff(raw.array())).contains(PhotoKind.CAMERA_RAW);
  }

  @Test
  void otherFilesAreNone() throws IOException {
    for (String text :
        new String[] {
          "",
          "B",
          "BM",
          "BMW and other cars",
          "P1 is a note",
          "\n",
          "hello, this is text",
          "\0\0\0\u0018ftypmp42....isom",
          "\0\0\0\u0018ftypqt  ....",
          "II",
          "\u00FF\u00D8",
          "%PDF-1.7"
        }) {
      assertThat(sniff(latin(text))).as(text).isEmpty();
    }
    assertThat(ImageReader.sniff(folder)).isEmpty();
    assertThat(ImageReader.sniff(Path.of("/dev/zero"))).isEmpty();
  }

  @Test
  void devicesEndAtOnce() {
    assertThatThrownBy(() -> ImageReader.read(Path.of("/dev/zero")))
        .hasMessage("/dev/zero: is a device, a pipe or a socket; must be a regular file");
  }
}
