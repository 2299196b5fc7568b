package io.ats.datasets.folder;

/** A file, and what reading it told. */
record IndexedFile(FolderFile file, FileFacts facts) {}
