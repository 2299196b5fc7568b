/**
 * Which patch a cell of a score map stands for: {@link io.ats.core.geometry.PatchGrid}, from the
 * scorer's {@link io.ats.core.geometry.ReceptiveField}.
 */
package io.ats.core.geometry;
