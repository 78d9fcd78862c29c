package dev.portreeve.workbench.set;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the YAML files of archives into memory; the JDK knows zip, and tar is short. */
final class Archive {
  private static final int BLOCK = 512;
  private static final long MAX_FILE = 16 << 20;
  private static final long MAX_WHOLE = 256 << 20;

  private final Map<String, byte[]> files = new TreeMap<>();
  private long bytes;

  private Archive() {}

  /** The files of a zip archive, by path. */
  static Map<String, byte[]> zip(InputStream in) throws IOException {
    Archive archive = new Archive();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory() && wanted(entry.getName())) {
        archive.add(entry.getName(), zip.readNBytes((int) MAX_FILE + 1));
      }
    }
    return archive.files;
  }

  /** The files of a tar archive, by path. */
  static Map<String, byte[]> tar(InputStream in) throws IOException {
    Archive archive = new Archive();
    String longName = "";
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      long size = octal(header, 124, 12);
      char type = (char) header[156];
      String prefix = text(header, 345, 155);
      String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
      if (type == 'x' || type == 'L') {
        String said = new String(content(in, size), StandardCharsets.UTF_8);
        longName = type == 'L' ? said.replace("\0", "") : pax(said);
      } else {
        String path = longName.isEmpty() ? name : longName;
        longName = "";
        if ((type == '0' || type == 0) && wanted(path)) {
          archive.add(path, content(in, size));
        } else {
          in.skipNBytes(size);
        }
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      header = in.readNBytes(BLOCK);
    }
    return archive.files;
  }

  private static byte[] content(InputStream in, long size) throws IOException {
    if (size > MAX_FILE) {
      throw new IOException("a file in it is longer than " + MAX_FILE + " bytes");
    }
    byte[] content = in.readNBytes((int) size);
    if (content.length < size) {
      throw new EOFException("it ends in the middle of a file");
    }
    return content;
  }

  private void add(String path, byte[] content) throws IOException {
    bytes += content.length;
    if (content.length > MAX_FILE || bytes > MAX_WHOLE) {
      throw new IOException("more than a policy set can be");
    }
    files.put(path.startsWith("./") ? path.substring(2) : path, content);
  }

  private static boolean wanted(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }

  private static String pax(String records) {
    for (String record : records.split("\n", -1)) {
      int path = record.indexOf(" path=");
      if (path > 0) {
        return record.substring(path + " path=".length());
      }
    }
    return "";
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("it is no tar archive", e);
    }
  }
}
