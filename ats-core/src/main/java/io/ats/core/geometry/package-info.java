/**
 * The patches that cells of a score map stand for: {@link io.ats.core.geometry.PatchGrid}, computed
 * from the scorer's {@link io.ats.core.geometry.ReceptiveField}.
 */
package io.ats.core.geometry;
