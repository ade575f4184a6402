package io.faultline.spark;

import io.faultline.internal.image.ImageSize;
import io.faultline.internal.photos.PhotoHeader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the headers of listed files inside tasks: which are photos, by the rules of {@code
 * faultline detect}, and how many pixels each has.
 */
final class PhotoSurvey {
  /** Headers that one task reads. */
  private static final int FILES_PER_TASK = 1000;

  private static final long PASSED_OVER = -1;

  private PhotoSurvey() {}

  /** The photos among the files, with their sizes, in the same order. */
  static List<ListedPhoto> photos(
      JavaSparkContext spark,
      Broadcast<SerializableConfiguration> conf,
      List<ListedPhoto> files,
      Set<Integer> named) {
    if (files.isEmpty()) {
      return List.of();
    }
    int tasks =
        Math.max(
            (files.size() + FILES_PER_TASK - 1) / FILES_PER_TASK,
            Math.min(files.size(), spark.defaultParallelism()));
    List<Long> pixels =
        spark
            .parallelize(files, tasks)
            .mapPartitions((Iterator<ListedPhoto> part) -> read(part, conf.value().value()))
            .collect();
    List<ListedPhoto> photos = new ArrayList<>(files.size());
    for (int i = 0; i < files.size(); i++) {
      ListedPhoto file = files.get(i);
      if (pixels.get(i) != PASSED_OVER || named.contains(file.order())) {
        photos.add(file.withPixels(Math.max(0, pixels.get(i))));
      }
    }
    return photos;
  }

  private static Iterator<Long> read(Iterator<ListedPhoto> files, Configuration conf) {
    List<Long> pixels = new ArrayList<>();
    files.forEachRemaining(
        file -> {
          PhotoHeader header = header(file, conf);
          pixels.add(
              header.taken() ? header.size().map(ImageSize::pixels).orElse(0L) : PASSED_OVER);
        });
    return pixels.iterator();
  }

  private static PhotoHeader header(ListedPhoto file, Configuration conf) {
    try (SeekableByteChannel channel = HadoopFiles.channel(file.path(), file.length(), conf)) {
      return PhotoHeader.read(channel, file.fileName());
    } catch (IOException e) {
      return PhotoHeader.unopened(file.fileName());
    }
  }
}
