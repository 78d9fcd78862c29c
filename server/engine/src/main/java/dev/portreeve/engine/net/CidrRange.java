package dev.portreeve.engine.net;

/**
 * A range of addresses as {@code 10.0.0.0/8} writes it, under the rules of Kubernetes' CEL library.
 *
 * @param address what stands before the slash; it may have bits beyond the prefix
 * @param prefix how many leading bits all addresses of the range share
 */
public record CidrRange(IpAddress address, int prefix) {

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static CidrRange parse(String text) {
    if (!isRange(text)) {
      throw new IllegalArgumentException("not a range of addresses in CIDR notation");
    }
    int slash = text.indexOf('/');
    return new CidrRange(
        IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether a text is a range. */
  public static boolean isRange(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !IpAddress.isAddress(text.substring(0, slash))) {
      return false;
    }
    String prefix = text.substring(slash + 1);
    return prefix.matches("0|[1-9][0-9]{0,2}")
        && Integer.parseInt(prefix) <= IpAddress.parse(text.substring(0, slash)).bits();
  }

  /** Whether an address is in the range; one of the other family is not. */
  public boolean containsIp(IpAddress wanted) {
    return wanted.bits() == address.bits() && shares(wanted, prefix);
  }

  /** Whether every address of a range is in this one. */
  public boolean containsCidr(CidrRange wanted) {
    return wanted.prefix >= prefix && containsIp(wanted.address);
  }

  /** The range with no bits beyond the prefix. */
  public CidrRange masked() {
    byte[] bytes = address.bytes().clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= mask(i, prefix);
    }
    return new CidrRange(IpAddress.of(bytes), prefix);
  }

  private boolean shares(IpAddress wanted, int bits) {
    byte[] left = address.bytes();
    byte[] right = wanted.bytes();
    for (int i = 0; i * Byte.SIZE < bits; i++) {
      if (((left[i] ^ right[i]) & mask(i, bits)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bits of a byte that are among so many leading ones. */
  private static byte mask(int index, int bits) {
    int kept = Math.max(0, Math.min(Byte.SIZE, bits - index * Byte.SIZE));
    return (byte) (0xff << (Byte.SIZE - kept));
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
