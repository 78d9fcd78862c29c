package dev.portreeve.sidecar.log;

import java.io.Closeable;
import java.io.IOException;

/** Where lines go. For one thread. */
interface LogSink extends Closeable {
  /**
   * Writes what is left of a batch of whole lines. When that fails, the batch knows how much was
   * written, and the rest can be written later.
   */
  void write(LineBatch batch) throws IOException;

  /** Sees to it that what was written survives a loss of power, where there is such a thing. */
  void sync() throws IOException;

  /** Does what is due without a line to write. */
  void tend() throws IOException;
}
