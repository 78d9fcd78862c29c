package dev.portreeve.sidecar.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of options; one that does not fit is refused by name. */
final class OptionValues {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})(|KiB|MiB|GiB)");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(|s|m|h)");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,99}");

  /* As stat(2) has them. */
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;

  private OptionValues() {}

  static Path path(GivenValue given) throws ConfigurationException {
    try {
      return Path.of(given.value());
    } catch (InvalidPathException e) {
      throw given.refuse("is not a path");
    }
  }

  static Path directory(GivenValue given) throws ConfigurationException {
    Path path = path(given);
    if (!Files.isDirectory(path)) {
      throw given.refuse("is not a directory");
    }
    return path;
  }

  /** A directory that may still have to be made. */
  static Path newDirectory(GivenValue given) throws ConfigurationException {
    Path path = path(given);
    Path there = path.toAbsolutePath();
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there != null && !Files.isDirectory(there)) {
      throw given.refuse("cannot be a directory: `" + there + "` is none");
    }
    return path;
  }

  static Address address(GivenValue given) throws ConfigurationException {
    Address address =
        Address.parse(given.value())
            .orElseThrow(() -> given.refuse("is not an address: write HOST:PORT or unix:/path"));
    if (address instanceof Address.Unix unix && Files.exists(unix.path()) && !socket(unix.path())) {
      throw given.refuse("is a file that is no socket: it is left as it is, choose another path");
    }
    return address;
  }

  private static boolean socket(Path path) {
    try {
      return ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  static TrustedProxies peers(GivenValue given) throws ConfigurationException {
    return TrustedProxies.parse(given.value())
        .orElseThrow(
            () -> given.refuse("names no peers: write addresses, networks or `unix`, with commas"));
  }

  static String header(GivenValue given) throws ConfigurationException {
    if (!HEADER.matcher(given.value()).matches()) {
      throw given.refuse("is not the name of a header: letters, digits and `-`");
    }
    return given.value();
  }

  /** Where OTLP goes over HTTP: where the value names no path, to the one that OTLP names. */
  static URI collector(GivenValue place, String path) throws ConfigurationException {
    URI url = url(place);
    return String.valueOf(url.getPath()).length() > 1 ? url : url.resolve(path);
  }

  static URI url(GivenValue given) throws ConfigurationException {
    try {
      URI url = new URI(given.value());
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw given.refuse("is not a URL: write http://HOST or https://HOST, with a path if need be");
  }

  /** A number between two, both included. */
  static int number(GivenValue given, int least, int most) throws ConfigurationException {
    if (given.value().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(given.value());
      if (least <= number && number <= most) {
        return number;
      }
    }
    throw given.refuse("is not a number from " + least + " to " + most);
  }

  /** A number of bytes. */
  static long size(GivenValue given, long most) throws ConfigurationException {
    Matcher matcher = SIZE.matcher(given.value());
    if (matcher.matches()) {
      int shift =
          switch (matcher.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
          };
      long number = Long.parseLong(matcher.group(1));
      if (number > most >> shift) {
        throw given.refuse("is more than may be: at most " + most + " bytes");
      }
      if (number > 0) {
        return number << shift;
      }
    }
    throw given.refuse("is not a size: write bytes, or a number and KiB, MiB or GiB");
  }

  /** The size of a cache, which must leave room in the heap for everything else. */
  static long cacheSize(GivenValue given, long heap) throws ConfigurationException {
    long size = size(given, Long.MAX_VALUE >> 1);
    if (size > heap / 2) {
      throw given.refuse(
          "is more than half of the heap, which is "
              + (heap >> 20)
              + "MiB: write less, or set a larger heap (PORTREEVE_JAVA_OPTS=-Xmx256m)");
    }
    return size;
  }

  /** A time that is not zero; without a unit in seconds. */
  static Duration duration(GivenValue given, Duration most) throws ConfigurationException {
    Matcher matcher = DURATION.matcher(given.value());
    if (matcher.matches()) {
      long seconds =
          Long.parseLong(matcher.group(1))
              * switch (matcher.group(2)) {
                case "m" -> 60;
                case "h" -> 3_600;
                default -> 1;
              };
      if (seconds > 0 && seconds <= most.toSeconds()) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw given.refuse("is not a time up to " + most.toHours() + "h: write a number and s, m or h");
  }

  static <E extends Enum<E>> E one(GivenValue given, Class<E> of) throws ConfigurationException {
    for (E constant : of.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(given.value())) {
        return constant;
      }
    }
    String all =
        Arrays.stream(of.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw given.refuse("is none of " + all);
  }
}
