/**
 * Species of birds: the published CUB-200-2011, or drawn birds. Read {@link
 * io.ats.datasets.cub.Cub200Options} first; then, for the published files, {@code BirdIndex} and
 * {@code PublishedBirds}, for the drawn ones {@code Bird}, {@code Face} and {@code GeneratedBirds},
 * and for the crop of both {@code CroppedBirds}.
 */
package io.ats.datasets.cub;
