/**
 * Image files as pictures in memory. Read {@link io.ats.datasets.files.ImageFile} first, then
 * {@link io.ats.datasets.files.ImageCache}.
 */
package io.ats.datasets.files;
