package io.faultline.internal.reading;

import io.faultline.internal.image.ImageSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes the pixels of a mask as they are decoded, each with a key, and numbers the keys. */
final class MaskTally {
  static final int MAX_KEYS = 1 << Character.SIZE;

  private final int width;
  private final int height;
  private final char[] codes;
  private final Map<Long, Character> codeOf = new HashMap<>();
  private final List<Long> keys = new ArrayList<>();
  private long lastKey;
  private int lastCode = -1;
  private boolean full;

  MaskTally(ImageSize size) {
    width = size.widthPx();
    height = size.heightPx();
    codes = new char[Math.toIntExact(size.pixels())];
  }

  void put(int x, int y, long key) {
    if (lastCode < 0 || key != lastKey) {
      Character known = codeOf.get(key);
      if (known == null) {
        if (keys.size() == MAX_KEYS) {
          full = true;
          return;
        }
        known = (char) keys.size();
        codeOf.put(key, known);
        keys.add(key);
      }
      lastKey = key;
      lastCode = known;
    }
    codes[y * width + x] = (char) lastCode;
  }

  /** Whether there were more different keys than can be numbered. */
  boolean overflowed() {
    return full;
  }

  /** The keys that occurred, in the order in which they came. */
  List<Long> keys() {
    return keys;
  }

  /** The picture, with the value of each key; several may have the same. */
  MaskPicture picture(Function<Long, MaskValue> meaning, double most, boolean whiteIsZero) {
    Map<MaskValue, Integer> numbers = new LinkedHashMap<>();
    char[] merged = new char[keys.size()];
    for (int i = 0; i < merged.length; i++) {
      merged[i] =
          (char) (int) numbers.computeIfAbsent(meaning.apply(keys.get(i)), v -> numbers.size());
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = merged[codes[i]];
    }
    return new MaskPicture(width, height, codes, List.copyOf(numbers.keySet()), most, whiteIsZero);
  }
}
