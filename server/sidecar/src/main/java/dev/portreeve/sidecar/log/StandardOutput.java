package dev.portreeve.sidecar.log;

import java.io.IOException;
import java.io.PrintStream;

/** Standard output, which other lines go to as well. */
final class StandardOutput implements LogSink {
  private final PrintStream out;

  StandardOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(LineBatch batch) throws IOException {
    batch.writeRest(out);
    out.flush();
    if (out.checkError()) {
      throw new IOException("standard output is closed");
    }
    batch.wrote(batch.rest().remaining());
  }

  @Override
  public void sync() {}

  @Override
  public void tend() {}

  @Override
  public void close() {}
}
