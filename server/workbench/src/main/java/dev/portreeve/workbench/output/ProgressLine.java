package dev.portreeve.workbench.output;

import java.io.PrintWriter;

/** A line of a terminal that is written over again and again, once something takes its time. */
public final class ProgressLine implements Progress {
  private static final long FIRST_NANOS = 300_000_000;
  private static final long NEXT_NANOS = 80_000_000;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final Palette palette;
  private long due = System.nanoTime() + FIRST_NANOS;
  private boolean shown;

  /**
   * @param terminal where the line is written
   */
  public ProgressLine(PrintWriter terminal, Palette palette) {
    this.terminal = terminal;
    this.palette = palette;
  }

  @Override
  public void at(String what, int done, int total) {
    show(what + " " + done + " of " + total);
  }

  @Override
  public void at(String what, int done) {
    show(what + " " + done);
  }

  private void show(String text) {
    long now = System.nanoTime();
    if (now - due >= 0) {
      due = now + NEXT_NANOS;
      shown = true;
      terminal.print(ERASE + palette.faint(text));
      terminal.flush();
    }
  }

  @Override
  public void end() {
    if (shown) {
      terminal.print(ERASE);
      terminal.flush();
      shown = false;
    }
    due = System.nanoTime() + FIRST_NANOS;
  }
}
