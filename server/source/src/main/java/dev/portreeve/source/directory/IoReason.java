package dev.portreeve.source.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says why I/O failed in an operator's words: the JDK's messages are often a path and no more. */
public final class IoReason {
  private IoReason() {}

  /** The reason why a directory could not be listed to its end. */
  static String of(DirectoryIteratorException failure) {
    IOException cause = failure.getCause();
    return cause == null ? "it cannot be listed" : of(cause);
  }

  /** The reason, lower case, without the path. */
  public static String of(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    if (reason == null || reason.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String text = reason.strip();
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
