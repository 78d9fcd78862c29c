package dev.portreeve.workbench.proof;

import dev.portreeve.engine.cases.Expectation;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.output.JsonOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run for programs. */
public final class ProofJson {
  private ProofJson() {}

  /** One JSON object: {@code passed}, {@code failed}, {@code failures}, {@code open}. */
  public static String of(ProofReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", report.results().size() - report.failures().size());
    json.put("failed", report.failures().size());
    json.put("failures", report.failures().stream().map(ProofJson::failure).toList());
    report.open().ifPresent(open -> json.put("open", open.stream().map(ProofJson::gap).toList()));
    return JsonOutput.of(json);
  }

  private static Map<String, Object> failure(CaseResult failure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", failure.of().request().action());
    json.put("name", failure.of().name());
    json.put("file", failure.of().file().name());
    json.put("line", failure.of().position().line());
    json.put("cites", failure.of().cites());
    json.put("differences", failure.differences().stream().map(ProofJson::difference).toList());
    failure
        .decidedBy()
        .ifPresent(
            match -> {
              Map<String, Object> decided = new LinkedHashMap<>();
              decided.put("file", match.file());
              decided.put("line", match.line());
              decided.put("cites", match.cites());
              decided.put("output", match.output());
              json.put("decided_by", decided);
            });
    return json;
  }

  private static Map<String, Object> difference(Expectation.Difference one) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("member", one.member());
    json.put("wanted", one.wanted());
    json.put("got", one.got());
    return json;
  }

  private static Map<String, Object> gap(Diagnostic gap) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", gap.file().name());
    json.put("line", gap.position().line());
    json.put("column", gap.position().column());
    json.put("message", gap.message());
    return json;
  }
}
