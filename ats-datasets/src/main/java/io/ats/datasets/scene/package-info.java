/**
 * Images as recipes, whose cost depends on what is read of them. Read {@link
 * io.ats.datasets.scene.StampScene} first for grey stamps on black, {@link
 * io.ats.datasets.scene.SpriteScene} for colour sprites over a picture, {@link
 * io.ats.datasets.scene.Proxy} for views other than the area average, and {@link
 * io.ats.datasets.scene.SceneDataset}, which makes batches of them.
 */
package io.ats.datasets.scene;
