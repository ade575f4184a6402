package io.faultline.internal.proposal.selectivesearch;

import io.faultline.internal.geometry.DisjointSets;

/**
 * Components of pixels and the edges between them, and Felzenszwalb and Huttenlocher's segmentation
 * of such a graph: edges are taken by ascending weight, and one merges two components where it is
 * not heavier than the heaviest edge inside of either plus k over the component's size.
 */
final class ComponentGraph {
  /** The component of every pixel. */
  private final int[] components;

  private final int[] sizes;

  /** The weight of the heaviest edge merged in each component; 0 for a pixel. */
  private final float[] heaviest;

  private final Edges edges;

  private ComponentGraph(int[] components, int[] sizes, float[] heaviest, Edges edges) {
    this.components = components;
    this.sizes = sizes;
    this.heaviest = heaviest;
    this.edges = edges;
  }

  /** Edges in arrays, to be added by ascending weight. */
  static final class Edges {
    private final int[] ends;
    private final float[] weights;
    private int count;

    Edges(int capacity) {
      ends = new int[2 * capacity];
      weights = new float[capacity];
    }

    void add(int a, int b, float weight) {
      ends[2 * count] = a;
      ends[2 * count + 1] = b;
      weights[count++] = weight;
    }
  }

  /** Every pixel is a component; the edges are kept. */
  static ComponentGraph ofPixels(int pixels, Edges edges) {
    int[] components = new int[pixels];
    int[] sizes = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      components[i] = i;
      sizes[i] = 1;
    }
    return new ComponentGraph(components, sizes, new float[pixels], edges);
  }

  /**
   * The graph after all merges up to the first edge that is turned down at scale k. Larger scales
   * only allow more, so their segments are the same whether they start here or from the pixels.
   */
  ComponentGraph mergedUntilRefused(float k) {
    DisjointSets sets = new DisjointSets(sizes);
    float[] inside = heaviest.clone();
    int done = 0;
    for (; done < edges.count; done++) {
      int a = sets.find(edges.ends[2 * done]);
      int b = sets.find(edges.ends[2 * done + 1]);
      if (a != b) {
        float weight = edges.weights[done];
        if (weight > inside[a] + k / sets.size(a) || weight > inside[b] + k / sets.size(b)) {
          break;
        }
        inside[sets.union(a, b)] = weight;
      }
    }
    return contracted(sets, inside, done);
  }

  private ComponentGraph contracted(DisjointSets sets, float[] inside, int done) {
    int[] numbers = new int[sizes.length];
    int[] roots = new int[sizes.length];
    int count = sets.number(numbers, roots);
    int[] newSizes = new int[count];
    float[] newHeaviest = new float[count];
    for (int i = 0; i < count; i++) {
      newSizes[i] = sets.size(roots[i]);
      newHeaviest[i] = inside[roots[i]];
    }
    Edges left = new Edges(edges.count - done);
    for (int i = done; i < edges.count; i++) {
      int a = numbers[edges.ends[2 * i]];
      int b = numbers[edges.ends[2 * i + 1]];
      if (a != b) {
        left.add(a, b, edges.weights[i]);
      }
    }
    return new ComponentGraph(ofPixels(numbers), newSizes, newHeaviest, left);
  }

  /**
   * The segment of every pixel, numbered from 0 by first pixel.
   *
   * @param k the paper's scale: larger values prefer larger segments
   * @param leastPixels smaller segments are joined to the neighbour across their lightest edge
   */
  int[] segment(float k, int leastPixels) {
    DisjointSets sets = new DisjointSets(sizes);
    float[] thresholds = new float[sizes.length];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = heaviest[i] + k / sizes[i];
    }
    int[] refused = new int[edges.count];
    int count = 0;
    for (int i = 0; i < edges.count; i++) {
      int a = sets.find(edges.ends[2 * i]);
      int b = sets.find(edges.ends[2 * i + 1]);
      if (a == b) {
        continue;
      }
      float weight = edges.weights[i];
      if (weight <= thresholds[a] && weight <= thresholds[b]) {
        int root = sets.union(a, b);
        thresholds[root] = weight + k / sets.size(root);
      } else {
        refused[count++] = i;
      }
    }
    for (int i = 0; i < count; i++) {
      int a = sets.find(edges.ends[2 * refused[i]]);
      int b = sets.find(edges.ends[2 * refused[i] + 1]);
      if (a != b && (sets.size(a) < leastPixels || sets.size(b) < leastPixels)) {
        sets.union(a, b);
      }
    }
    int[] numbers = new int[sizes.length];
    sets.number(numbers, new int[sizes.length]);
    return ofPixels(numbers);
  }

  private int[] ofPixels(int[] ofComponents) {
    int[] ofPixels = new int[components.length];
    for (int i = 0; i < ofPixels.length; i++) {
      ofPixels[i] = ofComponents[components[i]];
    }
    return ofPixels;
  }
}
