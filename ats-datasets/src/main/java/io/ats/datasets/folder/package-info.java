/**
 * Anyone's own images: a folder, or a table of files. Read {@link
 * io.ats.datasets.folder.ImageFolderOptions} first, then {@link
 * io.ats.datasets.folder.FolderIndex}, which says what belongs to which split.
 */
package io.ats.datasets.folder;
