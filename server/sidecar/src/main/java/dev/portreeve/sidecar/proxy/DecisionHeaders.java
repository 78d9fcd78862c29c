package dev.portreeve.sidecar.proxy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that carry a verdict on to the upstream. */
final class DecisionHeaders {
  static final String SUBJECT = "X-Portreeve-Subject";
  static final String REASON = "X-Portreeve-Reason";
  static final String POLICY_VERSION = "X-Portreeve-Policy-Version";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private DecisionHeaders() {}

  /** By name, in a fixed order; a value that is not there is empty. */
  static Map<String, String> of(ProxyDecision verdict) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SUBJECT, visible(verdict.subject()));
    headers.put(REASON, visible(verdict.reason()));
    headers.put(POLICY_VERSION, visible(verdict.policyVersion()));
    return headers;
  }

  /** Percent-encodes what could end a header, or be read differently by its reader. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c > ' ' && c < 0x7f && c != '%' && c != ',' && c != '"') {
        out.append((char) c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
      }
    }
    return out.toString();
  }
}
