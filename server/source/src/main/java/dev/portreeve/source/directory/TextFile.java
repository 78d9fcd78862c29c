package dev.portreeve.source.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
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
   * The file's text. What is not a regular file is not opened, since reading a FIFO would wait for
   * ever; what is too long is not read.
   *
   * @param name what the file is called in messages
   * @param maxBytes the longest taken
   */
  static String read(Path file, String name, int maxBytes) throws SourceException {
    return read(file, FileStat.of(file), name, maxBytes);
  }

  /** The same of a file whose stat is known. */
  static String read(Path file, FileStat stat, String name, int maxBytes) throws SourceException {
    if (stat.kind() == FileStat.Kind.UNREADABLE) {
      throw new SourceException(name + ": cannot be read: " + stat.problem());
    }
    if (stat.size() > maxBytes) {
      throw tooLarge(name, maxBytes);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw tooLarge(name, maxBytes);
      }
      return decode(bytes, name);
    } catch (NoSuchFileException e) {
      throw new SourceException(name + ": no such file", e);
    } catch (IOException e) {
      throw new SourceException(name + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  private static SourceException tooLarge(String name, int maxBytes) {
    return new SourceException(name + ":1:1: the file is larger than " + maxBytes + " bytes");
  }

  private static String decode(byte[] bytes, String name) throws SourceException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SourceException(
          name + place(bytes, decoder.reset()) + "the file is not valid UTF-8");
    }
  }

  /** Where the first malformed bytes stand. */
  private static String place(byte[] bytes, CharsetDecoder decoder) {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    decoder.decode(ByteBuffer.wrap(bytes), out, true);
    String before = out.flip().toString();
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    String lastLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = lastLine.codePointCount(0, lastLine.length()) + 1;
    return ":" + line + ":" + column + ": ";
  }
}
