package dev.portreeve.bench.load.report;

import java.util.Locale;

/** Numbers as tables show them. */
public final class Numbers {
  private static final double WHOLE = 100;
  private static final double TENTHS = 10;

  private Numbers() {}

  /** Three digits or so: 12,345, 123, 12.3, 1.23. */
  public static String shown(double number) {
    String format = number >= WHOLE ? "%,.0f" : number >= TENTHS ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }
}
