package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Detail;
import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.explain.Part;
import dev.portreeve.engine.explain.Reading;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.explain.Verdict;
import dev.portreeve.workbench.output.Palette;
import java.util.List;
import java.util.Optional;

/** An explanation for people. */
public final class ExplanationText {
  private final Palette palette;
  private final StringBuilder out = new StringBuilder();

  public ExplanationText(Palette palette) {
    this.palette = palette;
  }

  /** The whole text. */
  public String of(Explanation explanation, OutcomeSearch search) {
    out.setLength(0);
    decision(explanation.decision());
    Optional<Step> deciding = explanation.deciding();
    if (deciding.isPresent()) {
      Step step = deciding.get();
      line(1, "decided by " + palette.place(step.location()) + cited(step.cites()));
    } else if (explanation.steps().isEmpty()) {
      line(1, "decided before any policy was reached");
    } else {
      Step last = explanation.steps().get(explanation.steps().size() - 1);
      line(1, "no match decided: " + palette.place(last.location()) + " could not be evaluated");
    }
    String file = "";
    for (Step step : explanation.steps()) {
      if (!step.file().equals(file)) {
        file = step.file();
        out.append('\n').append(palette.place(file)).append('\n');
      }
      step(step);
    }
    out.append('\n');
    search(explanation.decision(), search);
    return out.toString();
  }

  private void decision(Decision decision) {
    String outcome = decision.outcome().code();
    out.append(decision.permitted() ? palette.good(outcome) : palette.bad(outcome));
    out.append(decision.reason().isEmpty() ? "" : " " + palette.strong(decision.reason()));
    out.append('\n');
    if (!decision.message().isEmpty()) {
      line(1, decision.message());
    }
    decision.missing().forEach(path -> line(1, "missing: " + palette.bad(path)));
    decision.details().forEach((name, value) -> line(1, name + ": " + JsonText.of(value)));
  }

  private void step(Step step) {
    String mark = step.decides() ? palette.strong(">") : " ";
    String number = String.format("%4d ", step.line());
    String condition = step.condition().isEmpty() ? "otherwise" : step.condition();
    out.append(mark).append(palette.place(number)).append(verdict(step.verdict()));
    out.append("  ").append(condition).append(cited(step.cites())).append('\n');
    detail(step.detail(), 4);
    if (step.decides()) {
      line(4, "-> " + step.output());
    }
  }

  private void detail(Detail detail, int depth) {
    for (Part part : detail.parts()) {
      line(depth, verdict(part.verdict()) + "  " + part.text());
    }
    for (Detail.Call call : detail.calls()) {
      String value =
          call.evaluated()
              ? palette.strong(JsonText.of(call.value()))
              : palette.faint("not looked at");
      line(depth, call.text() + " = " + value);
      if (call.evaluated()) {
        detail(call.detail(), depth + 1);
      }
    }
    for (Reading reading : detail.readings()) {
      line(depth, reading(reading));
    }
  }

  private String reading(Reading reading) {
    if (!reading.known()) {
      return reading.name() + " is " + palette.bad(origin(reading.origin()));
    }
    String value = JsonText.of(reading.value());
    String origin = origin(reading.origin());
    String from = origin.isEmpty() ? "" : "  " + palette.faint("(" + origin + ")");
    return reading.name() + " = " + palette.strong(value) + from;
  }

  private static String origin(Reading.Origin origin) {
    return switch (origin) {
      case GIVEN -> "given";
      case DEFAULT -> "default";
      case DIRECTORY -> "the team's directory";
      case NOW -> "the moment of the check";
      case STORED -> "the team's setting";
      case NOT_ON_PLAN -> "default: the team's plan does not have it";
      case TEAM -> "the team";
      case COMPUTED -> "";
      case MISSING -> "missing";
      case INVALID -> "invalid";
    };
  }

  private String verdict(Verdict verdict) {
    return switch (verdict.kind()) {
      case TRUE -> palette.good("true ");
      case FALSE -> palette.warning("false");
      case MISSING, INVALID, FAILED -> palette.bad("fails");
      case NOT_EVALUATED -> palette.faint("-    ");
    };
  }

  private String cited(List<String> cites) {
    return cites.isEmpty() ? "" : "  " + palette.faint("[" + String.join(", ", cites) + "]");
  }

  private void search(Decision decision, OutcomeSearch search) {
    if (search.turns().isEmpty()) {
      out.append("No change of up to two facts or settings turns this ");
      out.append(decision.outcome().code()).append(" (").append(search.tried());
      out.append(" tried).\n");
    } else {
      out.append("What would turn it:\n");
      for (OutcomeSearch.Turn turn : search.turns()) {
        List<String> suppositions = turn.changes().stream().map(Alternative::supposition).toList();
        String outcome = turn.decision().outcome().code();
        String reason = turn.decision().reason();
        line(
            1,
            (turn.decision().permitted() ? palette.good(outcome) : palette.bad(outcome))
                + " if "
                + String.join(" and ", suppositions)
                + (reason.isEmpty() ? "" : "  " + palette.faint("(" + reason + ")")));
      }
    }
    if (!search.open().isEmpty()) {
      out.append(palette.faint("Of these only some values were tried: "));
      out.append(palette.faint(String.join(", ", search.open().stream().sorted().toList())));
      out.append('\n');
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
