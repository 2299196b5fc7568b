/**
 * Drawn tissue, as a microscope shows it stained with haematoxylin (blue) and eosin (pink). Read
 * {@link io.ats.datasets.tissue.Nucleus} first.
 */
package io.ats.datasets.tissue;
