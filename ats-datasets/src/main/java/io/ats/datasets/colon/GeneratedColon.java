package io.ats.datasets.colon;

import io.ats.core.data.Split;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import java.security.MessageDigest;
import java.util.Map;

/** The synthetic twin: drawn slides. The boxes are those of the epithelial nuclei. */
final class GeneratedColon extends GeneratedScenes {

  private static final int VERSION = 2;

  private final ColonCancerOptions options;
  private final SlideGenerator slides;
  private final Map<Split, SlideArt> art;

  GeneratedColon(ColonCancerOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.slides = new SlideGenerator(options, seed);
    this.art = ofEachSplit(split -> new SlideArt(options, seed, split));
  }

  @Override
  public float[] label(Split split, int index) {
    return new float[] {slides.label(split, index)};
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    Slide slide = slides.slide(split, index);
    int height = options.height();
    int width = options.width();
    float[][] boxes =
        slide.epithelial().stream()
            .map(cell -> options.box(cell.row(), cell.column(), height, width))
            .map(box -> Boxes.fractions(box[0], box[1], box[2], box[3], height, width))
            .toArray(float[][]::new);
    return new LabelledScene(art.get(split).scene(slide), slide.label(), boxes);
  }

  @Override
  public String origin() {
    return String.format(
        "colon-cancer: synthetic twin, drawn %d×%d slides with nuclei of up to %d pixels",
        options.height(), options.width(), options.nucleusSize());
  }

  @Override
  protected void addTo(MessageDigest digest) {
    art.values().forEach(drawings -> drawings.addTo(digest));
  }
}
