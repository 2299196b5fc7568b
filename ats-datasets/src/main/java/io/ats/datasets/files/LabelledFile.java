package io.ats.datasets.files;

import java.nio.file.Path;

/**
 * An image file with its label.
 *
 * @param file the image
 * @param label its class, from 0
 * @param boxes top, left, bottom, right of each true region of interest, in pixels of the file;
 *     empty where none is known
 * @param annotation where label and boxes are written, file and line, for messages
 */
public record LabelledFile(Path file, int label, double[][] boxes, String annotation) {}
