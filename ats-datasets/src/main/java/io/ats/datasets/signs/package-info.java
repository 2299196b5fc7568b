/**
 * Speed limits in street scenes: 50, 70, 80 or none. Read {@link
 * io.ats.datasets.signs.TrafficSignsOptions} first; then, for the published Swedish images, {@code
 * Annotations}, {@code SpeedLimitRule} and {@code PublishedSigns}, and for the generated ones
 * {@code StreetGenerator}, {@code SignFace} and {@code GeneratedSigns}.
 */
package io.ats.datasets.signs;
