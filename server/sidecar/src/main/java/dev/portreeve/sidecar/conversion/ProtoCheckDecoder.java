package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.UnknownNames;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;

/** Decodes the message of one check. Safe for use by several threads. */
public final class ProtoCheckDecoder {
  /** The request is one object in JSON. */
  private static final int REQUEST = 1;

  private final Limits limits;

  public ProtoCheckDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * The check as a frame.
   *
   * @param length of the message; what stands behind it in the array is never read
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] message, int length, SymbolTable symbols, Instant now)
      throws RequestRefused {
    Frame read = read(message, length, FrameBuilder.ofCheck(symbols, now, limits.unknownFacts()));
    return UnknownNames.lacking(read)
        ? read(
            message, length, FrameBuilder.ofCheck(symbols, now, limits.unknownFacts()).keepNames())
        : read;
  }

  private Frame read(byte[] message, int length, FrameBuilder frame) throws RequestRefused {
    ProtoReader in = new ProtoReader(message, length, frame.symbols());
    new ProtoParts(in, limits.nesting()).parts(frame, REQUEST);
    return frame.complete();
  }
}
