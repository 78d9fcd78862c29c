package dev.portreeve.workbench.validation;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.output.Palette;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A validation in the forms in which people and programs take it. */
public final class ValidationReport {
  private final Validation validation;
  private final Path directory;

  /**
   * @param directory of the set, which reports for programs put before the names of files
   */
  public ValidationReport(Validation validation, Path directory) {
    this.validation = validation;
    this.directory = directory;
  }

  /** For people: each finding with its line, a caret and what to do. */
  public String text(Palette palette) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : validation.findings()) {
      Diagnostic diagnostic = finding.diagnostic();
      Diagnostic told =
          finding.kind().warning()
              ? new Diagnostic(
                  diagnostic.file(),
                  diagnostic.position(),
                  "warning: " + diagnostic.message() + " [" + finding.kind().code() + "]",
                  diagnostic.help())
              : diagnostic;
      String headline = told.headline();
      String rest = told.render().substring(headline.length());
      out.append(finding.kind().warning() ? palette.warning(headline) : palette.bad(headline))
          .append(rest)
          .append('\n');
    }
    return out.toString();
  }

  /** For programs: {@code problems} and {@code warnings}. */
  public String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("valid", validation.problems().isEmpty());
    json.put("problems", validation.problems().stream().map(this::json).toList());
    json.put("warnings", validation.warnings().stream().map(this::json).toList());
    return JsonOutput.of(json);
  }

  private Map<String, Object> json(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", finding.kind().code());
    json.put("file", diagnostic.file().name());
    json.put("line", diagnostic.position().line());
    json.put("column", diagnostic.position().column());
    json.put("message", diagnostic.message());
    if (!diagnostic.help().isEmpty()) {
      json.put("help", diagnostic.help());
    }
    return json;
  }

  /** GitHub's workflow commands, which become annotations of the lines. */
  public String github() {
    StringBuilder out = new StringBuilder();
    for (Finding finding : validation.findings()) {
      Diagnostic diagnostic = finding.diagnostic();
      String help = diagnostic.help().isEmpty() ? "" : "\nhelp: " + diagnostic.help();
      out.append(finding.kind().warning() ? "::warning" : "::error");
      out.append(" file=").append(property(path(diagnostic)));
      out.append(",line=").append(diagnostic.position().line());
      out.append(",col=").append(diagnostic.position().column());
      out.append(",title=").append(property("portreeve: " + finding.kind().code()));
      out.append("::").append(data(diagnostic.message() + help)).append('\n');
    }
    return out.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  /** SARIF 2.1.0, which code scanning services read. */
  public String sarif() {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "portreeve validate");
    driver.put(
        "rules", List.of(FindingKind.values()).stream().map(ValidationReport::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", validation.findings().stream().map(this::result).toList());
    Map<String, Object> sarif = new LinkedHashMap<>();
    sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    sarif.put("version", "2.1.0");
    sarif.put("runs", List.of(run));
    return JsonOutput.of(sarif);
  }

  private static Map<String, Object> rule(FindingKind kind) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", kind.code());
    rule.put("shortDescription", Map.of("text", kind.description()));
    rule.put("defaultConfiguration", Map.of("level", level(kind)));
    return rule;
  }

  private static String level(FindingKind kind) {
    return kind.warning() ? "warning" : "error";
  }

  private Map<String, Object> result(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    String help = diagnostic.help().isEmpty() ? "" : "; " + diagnostic.help();
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", diagnostic.position().line());
    region.put("startColumn", diagnostic.position().column());
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", path(diagnostic)));
    physical.put("region", region);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.kind().code());
    result.put("level", level(finding.kind()));
    result.put("message", Map.of("text", diagnostic.message() + help));
    result.put("locations", List.of(Map.of("physicalLocation", physical)));
    return result;
  }

  private String path(Diagnostic diagnostic) {
    return directory.resolve(diagnostic.file().name()).normalize().toString().replace('\\', '/');
  }
}
