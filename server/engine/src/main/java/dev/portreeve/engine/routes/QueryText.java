package dev.portreeve.engine.routes;

import java.util.ArrayList;
import java.util.List;

/** Reads the parameters of a query. */
final class QueryText {
  private QueryText() {}

  /**
   * The values of a parameter, in the order given. One that cannot be decoded stays as it was sent:
   * nobody's id, and no value of an enumeration.
   */
  static List<String> values(String query, String name) {
    List<String> values = new ArrayList<>(1);
    for (int from = 0; from < query.length(); ) {
      int ampersand = query.indexOf('&', from);
      int to = ampersand < 0 ? query.length() : ampersand;
      String pair = query.substring(from, to);
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(key).equals(name)) {
        values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
      from = to + 1;
    }
    return values;
  }

  private static String decoded(String raw) {
    PercentText decoded = PercentText.decode(raw, PercentText.Plus.IS_SPACE);
    return decoded.problem().isEmpty() ? decoded.text() : raw;
  }
}
