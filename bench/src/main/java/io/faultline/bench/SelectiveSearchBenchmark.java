package io.faultline.bench;

import io.faultline.image.Raster;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_core;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Selective search on a synthetic photo, one thread: ours and OpenCV's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class SelectiveSearchBenchmark {
  /** The strategies. */
  @Param({"FAST", "QUALITY"})
  SelectiveSearch.Mode mode = SelectiveSearch.Mode.FAST;

  /** Side of the square photo in pixels. */
  @Param({"256"})
  int sidePx = 256;

  private Raster photo = BenchPhotos.synthetic(64);
  private ProposalGenerator ours = SelectiveSearch.fast();
  private ProposalGenerator openCv = ours;

  /** Makes the photo and both generators. */
  @Setup
  public void prepare() {
    opencv_core.setNumThreads(1);
    photo = BenchPhotos.synthetic(sidePx);
    ours = new SelectiveSearch(mode, Integer.MAX_VALUE);
    openCv = new OpenCvSelectiveSearch(mode);
  }

  /** Faultline's. */
  @Benchmark
  public Proposals faultline() {
    return ours.propose(photo);
  }

  /** OpenCV's. */
  @Benchmark
  public Proposals openCv() {
    return openCv.propose(photo);
  }
}
