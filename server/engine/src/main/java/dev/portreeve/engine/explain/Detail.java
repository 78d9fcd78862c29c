package dev.portreeve.engine.explain;

import java.util.List;

/**
 * What an expression is made of.
 *
 * @param parts its operands; none when it is a single one
 * @param readings what it reads, in the order written, each once
 * @param calls the definitions that it calls and variables that it reads
 */
public record Detail(List<Part> parts, List<Reading> readings, List<Call> calls) {
  public Detail {
    parts = List.copyOf(parts);
    readings = List.copyOf(readings);
    calls = List.copyOf(calls);
  }

  /**
   * A definition that is called, or a variable that is read.
   *
   * @param text as its author wrote it: {@code holds("admin")}
   * @param value plain; the text of the verdict where there is none
   * @param evaluated whether it was looked at
   * @param detail of what stands behind it; empty where it was not looked at
   */
  public record Call(String text, Object value, boolean evaluated, Detail detail) {}

  static Detail none() {
    return new Detail(List.of(), List.of(), List.of());
  }
}
