package dev.portreeve.sidecar.symbols;

import dev.portreeve.engine.schema.Entity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of JSON and of protobuf share: the string read last, which is found in the
 * symbols of the schema without being made an object first, as long as it is ASCII.
 */
public abstract class SymbolReader {
  private final byte[] in;
  private final SymbolTable symbols;

  /* The string read last: where it begins and its slice, or the string itself. */
  private int from;
  private long slice;
  private @Nullable String decoded;

  /**
   * @param in what is read
   */
  protected SymbolReader(byte[] in, SymbolTable symbols) {
    this.in = in;
    this.symbols = symbols;
  }

  /**
   * Takes a string of ASCII that has been read.
   *
   * @param slice one of {@link AsciiSlice}, of the bytes that begin at {@code from}
   */
  protected final void take(int from, long slice) {
    this.from = from;
    this.slice = slice;
    this.decoded = null;
  }

  /** Takes any other string that has been read. */
  protected final void take(String text) {
    this.decoded = text;
  }

  /** The text of bytes in UTF-8; null when they are not, overlong forms and surrogates included. */
  protected final @Nullable String utf8(int from, int to) {
    String text = new String(in, from, to - from, StandardCharsets.UTF_8);
    // What is malformed is decoded as U+FFFD, which is encoded as other bytes than stood there.
    boolean suspect = text.indexOf('\uFFFD') >= 0;
    if (suspect) {
      byte[] back = text.getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(back, 0, back.length, in, from, to) ? text : null;
    }
    return text;
  }

  /** What the string read last stands for, or null. */
  public final <T> @Nullable T named(ByteStringMap<T> names) {
    return decoded == null ? names.find(in, from, slice) : names.find(decoded);
  }

  /**
   * The slot of the fact that the string read last names, or a negative number: -1 when none is
   * declared, else one of {@link SymbolTable}.
   */
  public final int slot(Entity entity) {
    return decoded == null ? symbols.slot(entity, in, from, slice) : symbols.slot(entity, decoded);
  }

  /** The string read last, where it is probably a word of the schema. */
  public final String word() {
    String known = decoded == null ? symbols.word(in, from, slice) : null;
    return known != null ? known : text();
  }

  /** The string read last, where it is hardly a word of the schema. */
  public final String text() {
    return decoded == null
        ? new String(in, from, AsciiSlice.length(slice), StandardCharsets.ISO_8859_1)
        : decoded;
  }
}
