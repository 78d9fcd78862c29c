package dev.portreeve.sidecar.identity;

import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLHandshakeException;

/** Text that others chose, on its way into a log. */
public final class LogText {
  private static final int LONGEST = 200;

  private LogText() {}

  /** A request's path; its query may hold a credential, so it is left out. */
  public static String path(String target) {
    int mark = target.indexOf('?');
    return of(mark < 0 ? target : target.substring(0, mark) + "?...");
  }

  /**
   * A failure of a connection. The text of most quotes what the peer sent, credentials included, so
   * only that of handshakes and of the system's network is told.
   */
  public static String failure(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    boolean own =
        failure instanceof SSLHandshakeException
            || failure instanceof SocketException
            || failure.getClass().equals(IOException.class);
    return own ? of(name + ": " + failure.getMessage()) : name;
  }

  /** The text, shortened, on one line and without what a terminal would obey. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return text.length() > LONGEST ? out.append("...").toString() : out.toString();
  }
}
