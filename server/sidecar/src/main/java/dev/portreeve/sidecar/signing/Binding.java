package dev.portreeve.sidecar.signing;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.yaml.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request for approval is bound to, as hashes: the parts of the check with every fact that
 * the schema declares, but for those that it lets change.
 *
 * @param subject with type, id and facts
 * @param rest action, resource and context, likewise
 */
public record Binding(String subject, String rest) {
  private static final String SUBJECT = "subject";
  private static final String REST = "rest";

  /** What a check would be bound to. */
  public static Binding of(Frame frame) {
    FrameParts parts = new FrameParts(frame);
    return new Binding(
        hash(parts.subject()), hash(parts.action(), parts.resource(), parts.context()));
  }

  /** The binding that was written as {@link #json}; one that says nothing fits no check. */
  public static Binding from(Map<?, ?> json) {
    return new Binding(String.valueOf(json.get(SUBJECT)), String.valueOf(json.get(REST)));
  }

  /** Its members, for documents and tokens. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(SUBJECT, subject);
    json.put(REST, rest);
    return json;
  }

  @SafeVarargs
  private static String hash(Map<String, Object>... parts) {
    String[] texts = new String[parts.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = JsonText.of(sorted(parts[i]));
    }
    return Hash.of(texts);
  }

  /** Members in the order of their names: a set that is written in another order binds alike. */
  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new TreeMap<>();
      map.forEach((name, member) -> all.put(String.valueOf(name), sorted(member)));
      return all;
    }
    return value;
  }
}
