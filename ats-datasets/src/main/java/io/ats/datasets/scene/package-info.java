/**
 * Images that are rendered only where they are read. Read {@link io.ats.datasets.scene.StampScene}
 * first for grey stamps on black, {@link io.ats.datasets.scene.SpriteScene} for colour sprites over
 * a bitmap, {@link io.ats.datasets.scene.Proxy} for views other than the area average, {@link
 * io.ats.datasets.scene.GeneratedScenes} for images made from a seed, and {@link
 * io.ats.datasets.scene.SceneDataset}, which makes batches.
 */
package io.ats.datasets.scene;
