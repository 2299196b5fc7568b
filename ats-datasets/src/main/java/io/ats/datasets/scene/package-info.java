/**
 * Images as recipes of stamps on a black canvas, whose cost depends on the stamps and never on the
 * canvas. Read {@link io.ats.datasets.scene.StampScene} first, then {@link
 * io.ats.datasets.scene.Stamp} and {@link io.ats.datasets.scene.Bitmap}.
 */
package io.ats.datasets.scene;
