/**
 * The MNIST digits, read from their original files. Read {@link io.ats.datasets.mnist.Mnist} first,
 * then {@link io.ats.datasets.mnist.IdxReader}, the file format, and {@link
 * io.ats.datasets.mnist.DigitPool}, the digits of one split.
 */
package io.ats.datasets.mnist;
