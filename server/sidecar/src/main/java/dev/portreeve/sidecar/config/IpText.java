package dev.portreeve.sidecar.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses of hosts, and only numbers: nothing is ever looked up. */
final class IpText {
  /*
   * The strict form of RFC 6943 section 3.1.1 alone: `0127.0.0.1` is octal to some and decimal to
   * others, and `127.1` is four bytes to those who know.
   */
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final String IPV4 = "(" + BYTE + "\\.){3}" + BYTE;
  private static final Pattern STRICT =
      Pattern.compile(IPV4 + "|[0-9a-fA-F]*:[0-9a-fA-F:]*(:" + IPV4 + ")?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|0[xX][0-9a-fA-F.xX]*|.*:.*");

  private IpText() {}

  /** The address, or empty when the text is none or could be read as several. */
  static Optional<InetAddress> parse(String text) {
    try {
      return STRICT.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether a host is a strict address or a name that no reader takes for a number. */
  static boolean isHost(String text) {
    return !NUMERIC.matcher(text).matches() || parse(text).isPresent();
  }
}
