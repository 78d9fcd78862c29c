package dev.portreeve.sidecar.proxy;

import java.util.regex.Pattern;

/** Reads the method of a request. */
final class MethodName {
  /*
   * A method is a token (RFC 9110 section 9.1) and its case counts, but there are upstreams that take
   * `get` for `GET`: what they would read differently is refused. No registered method has lower case.
   */
  private static final Pattern NAME = Pattern.compile("[A-Z0-9!#$%&'*+.^_`|~-]{1,40}");

  private MethodName() {}

  static boolean isOne(String text) {
    return NAME.matcher(text).matches();
  }
}
