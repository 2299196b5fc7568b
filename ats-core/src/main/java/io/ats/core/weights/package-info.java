/**
 * Parameters of networks in files that other programs write and read: {@link
 * io.ats.core.weights.Safetensors} is a file, {@link io.ats.core.weights.Pretrained} what a network
 * begins with.
 */
package io.ats.core.weights;
