package dev.portreeve.workbench.replay;

import dev.portreeve.engine.lang.TextConversion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision as a log has it.
 *
 * @param place {@code decisions.jsonl:17}
 * @param members of the record
 */
record LogRecord(String place, Map<String, Object> members) {
  /** What stands in the place of a value that is masked. */
  static final String MASKED = "**REDACTED**";

  private static final String INPUT = "input";
  private static final String RESULT = "result";

  /** Whether it is a decision at all, and not another line of the server's output. */
  boolean isDecision() {
    return members.containsKey("decision_id") && members.containsKey("path");
  }

  /** The id of the decision. */
  String decisionId() {
    return text("decision_id");
  }

  /** What the caller called the request, or empty. */
  String requestId() {
    return text("req_id");
  }

  /** The action. */
  String action() {
    return text("path");
  }

  /** The hash of the set that decided. */
  String policyVersion() {
    return text("policy_version");
  }

  /** The hash of the team's file, or empty where no team was known. */
  String teamVersion() {
    return text("team_version");
  }

  /** The moment of the check, or empty when the record does not say it. */
  Optional<Instant> time() {
    return Optional.ofNullable(TextConversion.toTimestamp(text("timestamp")));
  }

  /** Which part of the permits of the action was recorded, from 0 to 1. */
  double permitRate() {
    return members.get("permit_rate") instanceof Number rate ? rate.doubleValue() : 1;
  }

  /** Where the match stands that decided, {@code actions/book.lend.yaml:12}, or empty. */
  String match() {
    return members.get("match") instanceof Map<?, ?> match
        ? match.get("file") + ":" + match.get("line")
        : "";
  }

  /** The part of the check that an entity is, or empty when it is not shown. */
  Optional<Map<?, ?>> part(String entity) {
    return members.get(INPUT) instanceof Map<?, ?> input
            && input.get(entity) instanceof Map<?, ?> part
        ? Optional.of(part)
        : Optional.empty();
  }

  /** What was decided, or empty when it is not shown. */
  Optional<Map<?, ?>> result() {
    return members.get(RESULT) instanceof Map<?, ?> result ? Optional.of(result) : Optional.empty();
  }

  /** The paths of facts that had the wrong type. */
  List<String> invalid() {
    return texts("invalid");
  }

  /** The pointers below which values are replaced: {@code /input/subject/id}. */
  List<String> masked() {
    return texts("masked");
  }

  /** The pointers at which members are left out. */
  List<String> erased() {
    return texts("erased");
  }

  private String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (members.get(name) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }
}
