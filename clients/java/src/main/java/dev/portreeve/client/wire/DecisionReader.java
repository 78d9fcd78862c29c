package dev.portreeve.client.wire;

import dev.portreeve.client.Advice;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one decision. */
final class DecisionReader {
  /*
   * What a permit depends on (decision, outcome, error, obligations) is read strictly. What only
   * informs is taken where it has the form that Portreeve gives it and is left among the details
   * otherwise, since other decision points put other things under these names.
   */
  private final Map<String, Object> context;

  /**
   * @param context its own; what has been read is taken out of it
   */
  private DecisionReader(Map<String, Object> context) {
    this.context = context;
  }

  static Decision decision(Map<String, Object> answer) throws IOException {
    if (!(answer.get("decision") instanceof Boolean permitted)) {
      throw new IOException("`decision` is not a boolean");
    }
    Object given = answer.get("context");
    Map<String, Object> context =
        given == null ? new LinkedHashMap<>() : object(given, "`context`");
    return new DecisionReader(context).decision(permitted);
  }

  private Decision decision(boolean permitted) throws IOException {
    Object error = context.get("error");
    if (error != null) {
      if (permitted) {
        throw new IOException("a permit with `error`");
      }
      return Decision.failed(failure(error));
    }
    Decision.Builder decision =
        Decision.builder(outcome(permitted))
            .obligations(obligations())
            .reason(text("reason"))
            .message(text("message"))
            .policy(text("policy"))
            .policyVersion(text("policy_version"))
            .teamVersion(text("team_version"))
            .advice(advice())
            .approvers(approvers())
            .missing(missing());
    return decision.details(context).build();
  }

  private Outcome outcome(boolean permitted) throws IOException {
    Object code = context.remove("outcome");
    if (code == null) {
      return permitted ? Outcome.PERMIT : Outcome.DENY;
    }
    Optional<Outcome> outcome =
        code instanceof String text ? Outcome.of(text) : Optional.<Outcome>empty();
    boolean permit = outcome.equals(Optional.of(Outcome.PERMIT));
    if (permitted && !permit) {
      throw new IOException("a permit whose `outcome` is none");
    }
    return permitted || !permit ? outcome.orElse(Outcome.DENY) : Outcome.DENY;
  }

  private static Failure failure(Object error) {
    Map<?, ?> members = error instanceof Map<?, ?> map ? map : Map.of("message", error);
    boolean server = members.get("status") instanceof Number status && status.intValue() >= 500;
    boolean caller = members.get("status") instanceof Number status && status.intValue() == 403;
    Failure.Kind kind =
        server
            ? Failure.Kind.SERVER_FAILED
            : caller ? Failure.Kind.CALLER_REFUSED : Failure.Kind.INVALID_REQUEST;
    return new Failure(kind, string(members.get("message")), string(members.get("field")));
  }

  private List<Obligation> obligations() throws IOException {
    Object given = context.remove("obligations");
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof List<?> all)) {
      throw new IOException("`obligations` is not an array");
    }
    List<Obligation> obligations = new ArrayList<>();
    for (Object one : all) {
      Map<String, Object> members = object(one, "an obligation");
      Object properties = members.get("properties");
      obligations.add(
          new Obligation(
              string(members.get("id")),
              string(members.get("type")),
              properties == null ? Map.of() : object(properties, "an obligation's `properties`")));
    }
    return obligations;
  }

  private List<Advice> advice() {
    List<Advice> advice = new ArrayList<>();
    for (Object one : context.get("advice") instanceof List<?> all ? all : List.of()) {
      if (!(one instanceof Map<?, ?> map && map.get("action") instanceof String action)) {
        return List.of();
      }
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
      members.remove("action");
      advice.add(new Advice(action, members));
    }
    return taken("advice", advice);
  }

  private List<Approver> approvers() {
    List<Approver> approvers = new ArrayList<>();
    for (Object one : context.get("approvers") instanceof List<?> all ? all : List.of()) {
      if (!(one instanceof Map<?, ?> map && map.size() == 1)) {
        return List.of();
      }
      map.forEach((kind, name) -> approvers.add(new Approver(string(kind), string(name))));
    }
    return taken("approvers", approvers);
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Object path : context.get("missing") instanceof List<?> all ? all : List.of()) {
      missing.add(string(path));
    }
    return taken("missing", missing);
  }

  private <T> List<T> taken(String name, List<T> items) {
    if (!items.isEmpty()) {
      context.remove(name);
    }
    return items;
  }

  private String text(String name) {
    if (context.get(name) instanceof String text) {
      context.remove(name);
      return text;
    }
    return "";
  }

  private static String string(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  static Map<String, Object> object(Object value, String what) throws IOException {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IOException(what + " is not an object");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, member) -> object.put(String.valueOf(name), member));
    return object;
  }
}
