package io.faultline.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size such as {@code 1024x768} on the command line. */
record PhotoSize(int widthPx, int heightPx) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

  /** Reads the size. */
  static final class Reader implements ITypeConverter<PhotoSize> {
    @Override
    public PhotoSize convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is not a size such as 1024x768");
      }
      return new PhotoSize(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }
  }
}
