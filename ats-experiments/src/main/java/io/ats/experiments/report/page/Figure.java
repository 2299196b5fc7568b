package io.ats.experiments.report.page;

/**
 * A chart as it was drawn.
 *
 * @param name the name of its files, without suffix
 * @param alt a description for readers who cannot see it
 * @param svg the drawing
 */
record Figure(String name, String alt, String svg) {}
