/**
 * The patches that scores stand for: {@link io.ats.core.geometry.PatchGrid}, those of one size,
 * computed from the scorer's {@link io.ats.core.geometry.ReceptiveField}; {@link
 * io.ats.core.geometry.Proposals}, those of several {@link io.ats.core.geometry.PatchSizes}.
 */
package io.ats.core.geometry;
