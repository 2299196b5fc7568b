/**
 * The MNIST digits as their owners publish them. Read {@link io.ats.datasets.mnist.Mnist} first,
 * then {@link io.ats.datasets.mnist.IdxReader}, the file format.
 */
package io.ats.datasets.mnist;
