/**
 * Battle scenes: how many marines are there, given a minimap on which all units of a side look
 * alike. Read {@link io.ats.datasets.marines.MarinesOptions} first, then {@code Battle}, what one
 * image shows, {@code Minimap}, its view, and {@code Marines}, where the images come from.
 */
package io.ats.datasets.marines;
