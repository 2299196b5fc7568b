/**
 * Does a slide of a colon show epithelial nuclei? Read {@link
 * io.ats.datasets.colon.ColonCancerOptions} first; {@code PublishedColon} reads the published
 * files, {@code GeneratedColon} draws their synthetic twin.
 */
package io.ats.datasets.colon;
