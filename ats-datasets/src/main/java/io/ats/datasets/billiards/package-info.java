/**
 * Billiard balls on a table: the higher number of the leftmost and the rightmost. Read {@link
 * io.ats.datasets.billiards.BilliardsOptions} first, then {@code Rack}, what one image shows,
 * {@code GeneratedBilliards} and {@code PublishedBilliards}, where the images come from.
 */
package io.ats.datasets.billiards;
