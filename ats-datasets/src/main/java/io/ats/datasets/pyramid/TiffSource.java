package io.ats.datasets.pyramid;

import io.ats.datasets.tiff.TiffDirectory;
import io.ats.datasets.tiff.TiffFile;
import io.ats.datasets.tiff.TiffPage;
import io.ats.datasets.tiff.UnsupportedTiffException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The tiles of a TIFF: its first image, and the smaller ones of the same shape on other pages or
 * under the first. Other pages, such as a slide's label, are left out.
 */
final class TiffSource implements TileSource {

  private static final double ROUNDING = 1.5; // pixels by which a level's sides may differ

  private final TiffFile file;
  private final String format;
  private final List<TiffPage> pages;
  private final List<Level> levels;
  private final OptionalDouble microns;

  /**
   * Takes an open file.
   *
   * @param format its name
   * @throws UnsupportedTiffException if the first image's pixels are of a kind that is not read
   * @throws IOException if a directory is damaged
   */
  TiffSource(TiffFile file, String format) throws IOException {
    this.file = file;
    this.format = format;
    TiffDirectory first = file.directories().get(0);
    TiffPage full = file.page(first);
    List<TiffPage> found = new ArrayList<>(List.of(full));
    List<TiffDirectory> others = new ArrayList<>(file.under(first));
    others.addAll(file.directories().subList(1, file.directories().size()));
    for (TiffDirectory other : others) {
      if (TiffPage.tiled(first) && TiffPage.tiled(other)) {
        smaller(full, other).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingLong(TiffSource::area).reversed());
    this.pages = List.copyOf(found);
    this.levels = found.stream().map(page -> level(full, page)).toList();
    this.microns = Microns.of(first);
  }

  private Optional<TiffPage> smaller(TiffPage full, TiffDirectory other) throws IOException {
    try {
      TiffPage page = file.page(other);
      return Optional.of(page).filter(p -> area(p) < area(full) && sameShape(full, p));
    } catch (UnsupportedTiffException e) {
      return Optional.empty(); // Another picture of the file, which is not asked for.
    }
  }

  private static long area(TiffPage page) {
    return (long) page.height() * page.width();
  }

  private static boolean sameShape(TiffPage full, TiffPage page) {
    double byWidth = (double) full.height() * page.width() / full.width();
    double byHeight = (double) full.width() * page.height() / full.height();
    return Math.abs(page.height() - byWidth) <= ROUNDING
        || Math.abs(page.width() - byHeight) <= ROUNDING;
  }

  private static Level level(TiffPage full, TiffPage page) {
    return Level.of(
        full.height(),
        full.width(),
        page.height(),
        page.width(),
        page.tileHeight(),
        page.tileWidth());
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public List<Level> levels() {
    return levels;
  }

  @Override
  public OptionalDouble micronsPerPixel() {
    return microns;
  }

  @Override
  public byte[] tile(int level, int row, int column) throws IOException {
    return pages.get(level).tile(row, column);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
