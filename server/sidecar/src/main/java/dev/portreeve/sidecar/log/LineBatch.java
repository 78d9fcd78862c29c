package dev.portreeve.sidecar.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whole lines that are to be written together, and how far they are. For one thread. */
final class LineBatch extends OutputStream {
  private byte[] bytes = new byte[64 << 10];
  private int length;
  private int done;
  private int lines;
  private long weight;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** Ends a line that stands for a decision of so many bytes in the queue. */
  void endLine(int ofWeight) {
    lines++;
    weight += ofWeight;
  }

  /** Takes back what was written behind a length, which ended a line. */
  void cutTo(int earlier) {
    length = earlier;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  /** The bytes in the queue that its decisions take. */
  long weight() {
    return weight;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** What is not written. */
  ByteBuffer rest() {
    return ByteBuffer.wrap(bytes, done, length - done);
  }

  /** Writes what is not written in one call, so that a stream lets no other line come between. */
  void writeRest(PrintStream out) {
    out.write(bytes, done, length - done);
  }

  /** Notes that so many bytes more are written. */
  void wrote(int count) {
    done += count;
  }

  /** Goes back to the beginning of the line that is written in part: another file gets it whole. */
  void backToLine() {
    while (done > 0 && bytes[done - 1] != '\n') {
      done--;
    }
  }

  /** The bytes of the last line's part that is written. */
  int partOfLine() {
    int at = done;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return done - at;
  }

  /** How many lines are not written to their end. */
  int linesLeft() {
    int left = 0;
    for (int i = done; i < length; i++) {
      left += bytes[i] == '\n' ? 1 : 0;
    }
    return left;
  }

  /** Begins anew, empty. */
  void clear() {
    length = 0;
    done = 0;
    lines = 0;
    weight = 0;
  }
}
