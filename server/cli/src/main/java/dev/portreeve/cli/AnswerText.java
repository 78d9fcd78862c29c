package dev.portreeve.cli;

import dev.portreeve.workbench.output.Palette;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** An AuthZEN answer for people. */
final class AnswerText {
  private static final Set<String> TOLD_FIRST =
      Set.of("outcome", "reason", "message", "policy", "policy_version", "team_version");
  private static final List<String> LISTS =
      List.of("obligations", "advice", "approvers", "missing");

  private AnswerText() {}

  static String of(JsonObject answer, Palette palette) {
    boolean permitted = Boolean.TRUE.equals(answer.getValue("decision"));
    JsonObject context = answer.getJsonObject("context", new JsonObject());
    String outcome = context.getString("outcome", permitted ? "permit" : "deny");
    StringBuilder out = new StringBuilder();
    out.append(permitted ? palette.good(outcome) : palette.bad(outcome));
    String reason = context.getString("reason", "");
    out.append(reason.isEmpty() ? "" : " " + palette.strong(reason)).append('\n');
    String message = context.getString("message", "");
    out.append(message.isEmpty() ? "" : "  " + message + "\n");
    for (String name : LISTS) {
      for (Object item : context.getJsonArray(name, new JsonArray())) {
        out.append("  ").append(name).append(": ").append(Json.encode(item)).append('\n');
      }
    }
    for (String name : context.fieldNames()) {
      if (!TOLD_FIRST.contains(name) && !LISTS.contains(name)) {
        String value = Json.encode(context.getValue(name));
        out.append("  ").append(name).append(": ").append(value).append('\n');
      }
    }
    return out.toString();
  }
}
