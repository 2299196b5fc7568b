package io.ats.datasets.lymphoma;

import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.WindowScene;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The synthetic twin: drawn tissue, packed with lymphocytes, in which one focus or more have nuclei
 * of the image's lymphoma. The boxes are those around the nuclei of a focus that are of a lymphoma.
 */
final class GeneratedLymphoma extends GeneratedScenes {

  private static final int VERSION = 2;

  private final LymphomaOptions options;
  private final TissueGenerator tissues;
  private final Map<Split, TissueArt> art;

  GeneratedLymphoma(LymphomaOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.tissues = new TissueGenerator(options, seed);
    this.art = ofEachSplit(split -> new TissueArt(options, seed, split));
  }

  @Override
  public float[] label(Split split, int index) {
    return new float[] {tissues.subtype(split, index).ordinal()};
  }

  /** {@inheritDoc} The middle of a larger image. */
  @Override
  public LabelledScene scene(Split split, int index) {
    return scene(split, index, options.crop()::middle);
  }

  /** {@inheritDoc} A part of the larger image, anywhere. */
  @Override
  public LabelledScene trainingScene(int index, RandomGenerator random) {
    return scene(Split.TRAIN, index, whole -> options.crop().anywhere(whole, random));
  }

  private LabelledScene scene(Split split, int index, Function<Scene, WindowScene> cropped) {
    Tissue tissue = tissues.tissue(split, index);
    WindowScene crop = cropped.apply(art.get(split).scene(tissue));
    float[][] boxes =
        tissue.regions().stream()
            .map(
                region ->
                    Boxes.within(
                        region.top() - crop.top(),
                        region.left() - crop.left(),
                        region.bottom() - crop.top(),
                        region.right() - crop.left(),
                        options.height(),
                        options.width()))
            .toArray(float[][]::new);
    return new LabelledScene(crop, tissue.subtype().ordinal(), boxes);
  }

  @Override
  public String origin() {
    return String.format(
        "lymphoma: synthetic twin, crops of %d×%d of drawn tissue with nuclei of %d to %d pixels",
        options.height(), options.width(), options.minNucleus(), options.maxNucleus());
  }

  @Override
  protected void addTo(MessageDigest digest) {
    art.values().forEach(drawings -> drawings.addTo(digest));
  }
}
