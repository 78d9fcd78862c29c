package dev.portreeve.sidecar.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, for people: exceptions often hold no more than a path. */
public final class IoProblem {
  private IoProblem() {}

  /** The path and what is wrong with it. */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    String where = e instanceof FileSystemException file ? file.getFile() + ": " : "";
    return where + (reason == null ? e.getClass().getSimpleName() : reason);
  }
}
