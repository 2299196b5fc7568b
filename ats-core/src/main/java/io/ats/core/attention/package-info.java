/**
 * Attention layers: {@link io.ats.core.attention.ScaledDotProduct}, the operator; {@link
 * io.ats.core.attention.MultiHeadAttention}, from queries to a memory; {@link
 * io.ats.core.attention.TransformerLayer}, a sequence to itself. The engine's own encoder block
 * normalises over the batch and adds the wrong residual.
 */
package io.ats.core.attention;
