package dev.portreeve.engine.facts;

/**
 * How much the directory of a set may hold. It grows with the heap, which has to carry the entries
 * in force and, during a reload, those that are to follow.
 *
 * @param bytes the most that its files may have together
 * @param entries the most entries
 */
public record DirectoryLimits(int bytes, int entries) {
  /*
   * An entry takes under 200 bytes beside its values, and a byte of a file some six bytes of heap
   * while it is read. Twice that is less than half of what is allowed for here; the rest of the heap
   * is for everything else.
   */
  private static final int HEAP_FOR_BYTE = 32;
  private static final int HEAP_FOR_ENTRY = 3 << 10;

  /** The limits in a heap of so many bytes. */
  public static DirectoryLimits of(long heap) {
    return new DirectoryLimits(
        (int) Math.min(Integer.MAX_VALUE, heap / HEAP_FOR_BYTE),
        (int) Math.min(Integer.MAX_VALUE, heap / HEAP_FOR_ENTRY));
  }

  /** The limits in this process. */
  public static DirectoryLimits here() {
    return of(Runtime.getRuntime().maxMemory());
  }
}
