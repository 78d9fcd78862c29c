package dev.portreeve.engine.net;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address, under the rules of Kubernetes' CEL library: no zone, no octal numbers,
 * no IPv4 address written as an IPv6 one.
 */
public final class IpAddress {
  private static final CharMatcher ALLOWED = CharMatcher.anyOf("0123456789abcdefABCDEF:.");
  private static final int V4_BYTES = 4;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static IpAddress parse(String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException("not an IP address");
    }
    return new IpAddress(InetAddresses.forString(text).getAddress());
  }

  /** Whether a text is an address. */
  public static boolean isAddress(String text) {
    return ALLOWED.matchesAllOf(text)
        && InetAddresses.isInetAddress(text)
        && (text.indexOf(':') < 0 || !(InetAddresses.forString(text) instanceof Inet4Address));
  }

  /**
   * Whether a text is an address in the form that RFC 5952 wants.
   *
   * @throws IllegalArgumentException when it is no address
   */
  public static boolean isCanonical(String text) {
    return parse(text).toString().equals(text);
  }

  static IpAddress of(byte[] bytes) {
    return new IpAddress(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many bits it has. */
  int bits() {
    return bytes.length * Byte.SIZE;
  }

  /** 4 or 6. */
  public long family() {
    return bytes.length == V4_BYTES ? 4 : 6;
  }

  /** {@code 0.0.0.0} or {@code ::}. */
  public boolean isUnspecified() {
    return inet().isAnyLocalAddress();
  }

  /** In {@code 127.0.0.0/8}, or {@code ::1}. */
  public boolean isLoopback() {
    return inet().isLoopbackAddress();
  }

  /** In {@code 224.0.0.0/24} or {@code ff02::/16}. */
  public boolean isLinkLocalMulticast() {
    return bytes.length == V4_BYTES
        ? unsigned(0) == 224 && bytes[1] == 0 && bytes[2] == 0
        : unsigned(0) == 0xff && (bytes[1] & 0x0f) == 2;
  }

  /** In {@code 169.254.0.0/16} or {@code fe80::/10}. */
  public boolean isLinkLocalUnicast() {
    return inet().isLinkLocalAddress();
  }

  /** Neither of the above, nor multicast, nor IPv4's broadcast; private addresses are. */
  public boolean isGlobalUnicast() {
    boolean broadcast = toString().equals("255.255.255.255");
    return !broadcast
        && !isUnspecified()
        && !isLoopback()
        && !inet().isMulticastAddress()
        && !isLinkLocalUnicast();
  }

  private int unsigned(int index) {
    return bytes[index] & 0xff;
  }

  private InetAddress inet() {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In the form of RFC 5952. */
  @Override
  public String toString() {
    return InetAddresses.toAddrString(inet());
  }
}
