package dev.portreeve.cli;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The answer to a filter for people. */
final class FilterText {
  private FilterText() {}

  static String of(JsonObject answer) {
    StringBuilder out = new StringBuilder(answer.getString("filter", ""));
    String reason = answer.getJsonObject("context", new JsonObject()).getString("reason", "");
    out.append(reason.isEmpty() ? "" : " " + reason).append('\n');
    part(answer, out);
    for (Object branch : answer.getJsonArray("branches", new JsonArray())) {
      out.append("of these\n");
      part((JsonObject) branch, out);
    }
    return out.toString();
  }

  private static void part(JsonObject part, StringBuilder out) {
    JsonObject sql = part.getJsonObject("sql");
    if (sql != null) {
      out.append("  where: ").append(sql.getString("where")).append('\n');
      out.append("  params: ").append(sql.getJsonArray("params").encode()).append('\n');
    } else if (part.containsKey("condition")) {
      out.append("  ").append(Json.encode(part.getValue("condition"))).append('\n');
    }
    for (String name : new String[] {"obligations", "then"}) {
      if (part.containsKey(name)) {
        out.append("  ").append(name).append(": ");
        out.append(Json.encode(part.getValue(name))).append('\n');
      }
    }
  }
}
