package io.faultline.internal.codec.tiff;

import io.faultline.FaultlineException;
import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures of a TIFF file and which of them is the photo: the first, unless that is marked as a
 * reduced copy or is much smaller than another.
 *
 * @param pages all pictures, each followed by those in its sub-directories
 * @param photo the one to read
 * @param damage what is wrong with the chain of directories, where something is
 */
public record TiffPages(List<TiffPage> pages, TiffPage photo, Optional<String> damage) {
  private static final int SUB_DIRECTORIES = 330;
  private static final int DESCRIPTION = 270;
  private static final int MAX_PAGES = 1024;

  /** A page with so many times the pixels of the first is no other page, but the photo itself. */
  private static final int MUCH_LARGER = 4;

  public TiffPages {
    pages = List.copyOf(pages);
  }

  public static boolean signatureOf(HeaderBytes in) {
    return in.matches(0, "II*\0")
        || in.matches(0, "MM\0*")
        || in.matches(0, "II+\0")
        || in.matches(0, "MM\0+");
  }

  /** Reads all directories; a fault where the first cannot be read. */
  public static TiffPages of(HeaderBytes in) {
    Walk walk = new Walk(in);
    walk.run();
    return new TiffPages(walk.pages, choose(walk.pages), Optional.ofNullable(walk.damage));
  }

  private static TiffPage choose(List<TiffPage> pages) {
    List<TiffPage> full =
        pages.stream().filter(page -> !page.reduced() && !page.isTransparency()).toList();
    List<TiffPage> candidates = full.isEmpty() ? pages : full;
    TiffPage first = candidates.get(0);
    TiffPage largest = first;
    for (TiffPage page : candidates) {
      if (page.size().pixels() > largest.size().pixels()) {
        largest = page;
      }
    }
    boolean thumbnailFirst =
        full.isEmpty() || largest.size().pixels() >= MUCH_LARGER * first.size().pixels();
    return thumbnailFirst ? largest : first;
  }

  /** The other pictures that are neither marked as reduced copies nor as masks. */
  public List<TiffPage> others() {
    return pages.stream()
        .filter(page -> !page.equals(photo) && !page.reduced() && !page.isTransparency())
        .toList();
  }

  /** How many pictures lie behind the only directory, as ImageJ writes stacks; else 1. */
  public long stacked() {
    String text =
        new String(
            photo.directory().bytes(DESCRIPTION), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (pages.size() > 1 || !text.startsWith("ImageJ=")) {
      return 1;
    }
    return text.lines()
        .filter(line -> line.matches("images=[0-9]{1,9}"))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .findFirst()
        .orElse(1);
  }

  /** Follows the chain of directories, each of them once. */
  private static final class Walk {
    private final HeaderBytes in;
    private final ByteOrder order;
    private final boolean big;
    private final Set<Long> seen = new HashSet<>();
    private final List<TiffPage> pages = new ArrayList<>();
    private @org.jspecify.annotations.Nullable String damage;

    Walk(HeaderBytes in) {
      this.in = in;
      order = in.matches(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      big = in.u16(2, order) == 43;
    }

    void run() {
      long at = in.number(big ? 8 : 4, big ? 8 : 4, order);
      chain(at, true);
      if (pages.isEmpty()) {
        throw in.fault("TIFF has no directory with a picture");
      }
    }

    private void chain(long first, boolean top) {
      long at = first;
      while (at != 0 && damage == null) {
        if (!seen.add(at)) {
          damage = "its directories form a loop";
        } else if (pages.size() >= MAX_PAGES) {
          damage = "it has more than " + MAX_PAGES + " pages";
        } else {
          at = page(at, top);
        }
      }
    }

    /** Adds one picture and those below it; where the next directory lies, or 0. */
    private long page(long at, boolean top) {
      try {
        TiffDirectory directory = TiffDirectory.at(in, order, big, at);
        pages.add(TiffPage.of(directory));
        for (long i = 0; top && i < directory.count(SUB_DIRECTORIES); i++) {
          chain(directory.number(SUB_DIRECTORIES, i, 0), false);
        }
        return directory.next();
      } catch (FaultlineException e) {
        if (pages.isEmpty()) {
          throw e;
        }
        damage = "the directory of page " + (pages.size() + 1) + " is damaged";
        return 0;
      }
    }
  }
}
