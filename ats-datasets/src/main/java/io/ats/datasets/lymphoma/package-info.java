/**
 * Which of three lymphomas a slide shows. Read {@link io.ats.datasets.lymphoma.LymphomaOptions}
 * first; {@code PublishedLymphoma} reads the published files, {@code GeneratedLymphoma} draws their
 * synthetic twin.
 */
package io.ats.datasets.lymphoma;
