package dev.portreeve.source.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole files of text, strictly. */
final class TextFile {
  private TextFile() {}

  /**
   * The file's text.
   *
   * @param name what the file is called in messages
   * @param maxBytes the longest taken
   */
  static String read(Path file, String name, int maxBytes) throws SourceException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new SourceException(name + ":1:1: the file is larger than " + maxBytes + " bytes");
      }
      return decode(bytes, name);
    } catch (NoSuchFileException e) {
      throw new SourceException(name + ": no such file", e);
    } catch (IOException e) {
      throw new SourceException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes, String name) throws SourceException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      String before = out.flip().toString();
      long line = before.chars().filter(c -> c == '\n').count() + 1;
      String lastLine = before.substring(before.lastIndexOf('\n') + 1);
      int column = lastLine.codePointCount(0, lastLine.length()) + 1;
      throw new SourceException(name + ":" + line + ":" + column + ": the file is not valid UTF-8");
    }
    return out.flip().toString();
  }
}
