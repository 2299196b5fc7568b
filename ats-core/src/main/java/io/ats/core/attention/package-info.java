/**
 * Attention layers: {@link io.ats.core.attention.ScaledDotProduct}, the operator; {@link
 * io.ats.core.attention.MultiHeadAttention}, of queries to a memory; {@link
 * io.ats.core.attention.TransformerLayer}, of a sequence to itself. The engine's own transformer
 * encoder block normalises over the batch and adds the wrong residual.
 */
package io.ats.core.attention;
