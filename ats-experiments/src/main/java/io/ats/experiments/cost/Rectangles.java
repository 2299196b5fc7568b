package io.ats.experiments.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rectangles of whole pixels, of which the area that they cover together is wanted. */
final class Rectangles {

  /** Edges in pixels; bottom and right are not part of it. */
  private record Rectangle(int top, int left, int bottom, int right) {}

  private final Set<Rectangle> all = new HashSet<>();

  /** Adds a rectangle; it has an area. */
  void add(int top, int left, int bottom, int right) {
    all.add(new Rectangle(top, left, bottom, right));
  }

  /** Returns the number of pixels in at least one of them. */
  long area() {
    List<Rectangle> byTop = new ArrayList<>(all);
    byTop.sort(Comparator.comparingInt(Rectangle::top));
    TreeSet<Integer> edges = new TreeSet<>();
    byTop.forEach(each -> edges.addAll(List.of(each.top(), each.bottom())));
    List<Rectangle> open = new ArrayList<>(); // those that the band meets, from left to right
    long area = 0;
    int next = 0;
    int from = 0;
    for (int edge : edges) {
      area += (long) (edge - from) * width(open);
      open.removeIf(each -> each.bottom() == edge);
      for (; next < byTop.size() && byTop.get(next).top() == edge; next++) {
        insert(open, byTop.get(next));
      }
      from = edge;
    }
    return area;
  }

  private static void insert(List<Rectangle> open, Rectangle one) {
    int place = Collections.binarySearch(open, one, Comparator.comparingInt(each -> each.left()));
    open.add(place < 0 ? -place - 1 : place, one);
  }

  private static long width(List<Rectangle> open) {
    long width = 0;
    int covered = Integer.MIN_VALUE;
    for (Rectangle each : open) {
      if (each.right() > covered) {
        width += each.right() - Math.max(covered, each.left());
        covered = each.right();
      }
    }
    return width;
  }
}
