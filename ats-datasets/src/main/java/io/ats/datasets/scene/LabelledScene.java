package io.ats.datasets.scene;

import io.ats.core.source.Scene;

/**
 * An image of a dataset.
 *
 * @param scene the image
 * @param label its class, from 0
 * @param boxes top, left, bottom, right of each true region of interest as fractions of the image;
 *     empty where none is known
 */
public record LabelledScene(Scene scene, int label, float[][] boxes) {}
