/**
 * Patch encoders: from {@code (N,C,h,w)} to features {@code (N,F)}. {@link
 * io.ats.core.encoders.LeNet} is the simplest to read.
 */
package io.ats.core.encoders;
