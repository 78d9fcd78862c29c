package dev.portreeve.sidecar.json;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.UnknownNames;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;

/** Decodes the body of one check. Safe for use by several threads. */
public final class JsonCheckDecoder {
  private static final int BODY = 1;

  private final Limits limits;

  public JsonCheckDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * The check as a frame.
   *
   * @param length of the body; what stands behind it in the array is never read
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public Frame decode(byte[] body, int length, SymbolTable symbols, Instant now)
      throws RequestRefused {
    Frame read = read(body, length, FrameBuilder.ofCheck(symbols, now, limits.unknownFacts()));
    return UnknownNames.lacking(read)
        ? read(body, length, FrameBuilder.ofCheck(symbols, now, limits.unknownFacts()).keepNames())
        : read;
  }

  private Frame read(byte[] body, int length, FrameBuilder frame) throws RequestRefused {
    JsonReader json = new JsonReader(body, length, frame.symbols(), limits.nesting());
    json.begin();
    new JsonParts(json, limits.nesting()).parts(frame, BODY);
    json.end();
    return frame.complete();
  }
}
