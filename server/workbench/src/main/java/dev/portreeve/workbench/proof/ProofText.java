package dev.portreeve.workbench.proof;

import dev.portreeve.engine.cases.Expectation;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.output.Palette;
import java.util.List;
import java.util.Locale;

/** A run for people: each failure with what was wanted and what came, then what is left open. */
public final class ProofText {
  private final Palette palette;

  public ProofText(Palette palette) {
    this.palette = palette;
  }

  /** The cases that failed; empty when none did. */
  public String failures(ProofReport report) {
    StringBuilder out = new StringBuilder();
    report.failures().forEach(failure -> out.append(failure(failure)).append('\n'));
    return out.toString();
  }

  private String failure(CaseResult failure) {
    StringBuilder out = new StringBuilder();
    String action = failure.of().request().action();
    out.append(palette.bad("FAIL")).append(' ');
    out.append(palette.strong(action + ": " + failure.of().name())).append('\n');
    out.append("  ").append(palette.place(failure.of().location())).append('\n');
    int width =
        failure.differences().stream().mapToInt(one -> one.member().length()).max().orElse(0);
    for (Expectation.Difference one : failure.differences()) {
      String member = one.member() + " ".repeat(width - one.member().length());
      out.append("    ").append(member).append("  wanted ").append(palette.good(one.wanted()));
      out.append("\n    ").append(" ".repeat(width)).append("  got    ");
      out.append(palette.bad(one.got())).append('\n');
    }
    if (failure.decidedBy().isEmpty()) {
      return out.append("  no match was reached\n").toString();
    }
    Step match = failure.decidedBy().get();
    out.append("  decided by ").append(palette.place(match.location()));
    if (!match.cites().isEmpty()) {
      out.append(" (").append(String.join(", ", match.cites())).append(')');
    }
    return out.append("\n    ").append(match.output()).append('\n').toString();
  }

  /** What the cases leave open; empty when they leave nothing, or nobody looked. */
  public String open(ProofReport report) {
    List<Diagnostic> open = report.open().orElse(List.of());
    if (open.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("The cases leave open:\n");
    for (Diagnostic gap : open) {
      String place =
          gap.file().name() + ":" + gap.position().line() + ":" + gap.position().column();
      out.append("  ").append(palette.place(place)).append(": ").append(gap.message());
      out.append('\n');
    }
    return out.toString();
  }

  /** The last line. */
  public String summary(ProofReport report) {
    int failed = report.failures().size();
    int passed = report.results().size() - failed;
    StringBuilder out = new StringBuilder();
    if (report.results().isEmpty()) {
      out.append(palette.warning("no cases"));
    } else {
      out.append(palette.good(counted(passed, "case") + " passed"));
    }
    if (failed > 0) {
      out.append(", ").append(palette.bad(failed + " failed"));
    }
    out.append(String.format(Locale.ROOT, " in %.1f s", report.seconds()));
    report
        .open()
        .ifPresent(
            open ->
                out.append("; ")
                    .append(
                        open.isEmpty()
                            ? palette.good("they prove the set")
                            : palette.warning(counted(open.size(), "thing") + " left open")));
    return out.append('\n').toString();
  }

  private static String counted(int count, String noun) {
    return String.format(Locale.ROOT, "%,d ", count) + noun + (count == 1 ? "" : "s");
  }
}
