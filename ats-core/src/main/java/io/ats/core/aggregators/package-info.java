/**
 * Aggregators: one vector an image from its patches' features; see {@link io.ats.core.Aggregator}.
 */
package io.ats.core.aggregators;
