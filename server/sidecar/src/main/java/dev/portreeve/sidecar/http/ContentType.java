package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.check.MalformedRequest;
import java.util.List;
import java.util.Locale;

/** What a request may say of its body: JSON, which is UTF-8. */
public final class ContentType {
  private static final String JSON = "application/json";
  private static final String FIELD = "content-type";
  private static final String CHARSET = "charset=";

  private ContentType() {}

  /**
   * Whether the body is JSON, however that is written.
   *
   * @param values of all headers of that name
   */
  static boolean isJson(List<String> values) {
    if (values.size() == 1 && values.get(0).equals(JSON)) {
      return true;
    }
    try {
      expectJson(values);
      return true;
    } catch (MalformedRequest e) {
      return false;
    }
  }

  /** Refuses a body that is anything but JSON in UTF-8, and says what it is. */
  static void expectJson(List<String> values) throws MalformedRequest {
    expect(List.of(JSON), values);
  }

  /**
   * The same of other types that are JSON as well.
   *
   * @param types of which it is one; the first is told
   */
  public static void expect(List<String> types, List<String> values) throws MalformedRequest {
    String type = types.get(0);
    if (values.size() != 1) {
      String given = values.isEmpty() ? "none is given" : values.size() + " are given";
      throw new MalformedRequest(FIELD, "the content type must be " + type + ", " + given);
    }
    String[] parts = values.get(0).split(";", -1);
    if (!types.contains(normal(parts[0]))) {
      throw new MalformedRequest(FIELD, "the content type must be " + type);
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = normal(parts[i]);
      if (parameter.startsWith(CHARSET)) {
        expectUtf8(parameter.substring(CHARSET.length()));
      }
    }
  }

  private static void expectUtf8(String charset) throws MalformedRequest {
    if (!charset.equals("utf-8") && !charset.equals("\"utf-8\"")) {
      String shown = charset.length() > 40 ? charset.substring(0, 40) : charset;
      throw new MalformedRequest(FIELD, "the charset must be utf-8, and is `" + shown + "`");
    }
  }

  private static String normal(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
