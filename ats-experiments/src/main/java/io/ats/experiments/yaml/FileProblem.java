package io.ats.experiments.yaml;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** Why a file cannot be read or written; the exceptions' own messages are often a path alone. */
public final class FileProblem {

  private FileProblem() {}

  /** Returns the file, if it is known, and the reason. */
  public static String text(Throwable error) {
    return error instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + reason(error)
        : reason(error);
  }

  /** Returns the reason, and what to do where that is known. */
  public static String reason(Throwable error) {
    if (error instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (error instanceof AccessDeniedException) {
      return "no permission; change its owner or mode, or choose another place";
    }
    if (error instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (error instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (error instanceof FileSystemLoopException) {
      return "a link that leads to itself";
    }
    if (error instanceof ReadOnlyFileSystemException) {
      return "the file system can only be read";
    }
    if (error instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    if (error instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
