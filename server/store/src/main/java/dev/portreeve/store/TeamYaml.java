package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a team as the file that reads the same: a setting and a member on a line each. */
final class TeamYaml {
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Set<String> MEANT_OTHERWISE =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private TeamYaml() {}

  /**
   * The text of the file.
   *
   * @param raw all that is said of the team, its id and members included
   */
  static String of(Map<?, ?> raw) {
    StringBuilder out = new StringBuilder();
    raw.forEach(
        (name, value) -> {
          boolean block = name.equals("settings") || name.equals("members");
          if (block && value instanceof Map<?, ?> members && !members.isEmpty()) {
            out.append(name).append(":\n");
            members.forEach((key, inside) -> line("  ", key, inside, out));
          } else {
            line("", name, value, out);
          }
        });
    return out.toString();
  }

  private static void line(String indent, Object name, Object value, StringBuilder out) {
    String key = String.valueOf(name);
    boolean plain = PLAIN.matcher(key).matches() && !MEANT_OTHERWISE.contains(key);
    out.append(indent).append(plain ? key : JsonText.of(key)).append(": ");
    out.append(JsonText.of(value)).append('\n');
  }
}
