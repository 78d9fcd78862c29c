package dev.portreeve.engine.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes conditions as SQL. Values are bind variables and nothing else; a test of a column whose
 * value is not there, or not what the fact's type takes, is not true.
 */
public final class SqlWriter {
  private static final int MOST_PARAMETERS = 30_000;
  private static final int LONGEST = 1_000_000;

  private final SqlRequest request;
  private final List<Sql.Parameter> parameters = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private SqlWriter(SqlRequest request) {
    this.request = request;
  }

  /**
   * The condition as SQL, for the rows of the team that the frame names if these are of several.
   *
   * @throws NotExpressible when SQL has no words for some test
   * @throws FilterProblem when a column is missing, or not of a form that can be tested so
   */
  public static Sql write(Condition condition, SqlRequest request, Frame frame)
      throws NotExpressible, FilterProblem {
    SqlWriter writer = new SqlWriter(request);
    writer.write(condition);
    String where = writer.text.toString();
    var carrier = request.teamColumn(frame.schema());
    if (carrier.isPresent() && frame.teamId().isPresent()) {
      writer.text.setLength(0);
      String column = request.dialect().quoted(carrier.get().path());
      String bound = writer.bind(Sql.Type.STRING, frame.teamId().get());
      where = "(" + where + ") AND " + column + " = " + bound;
    }
    return new Sql(where, writer.parameters);
  }

  private void write(Condition condition) throws NotExpressible, FilterProblem {
    if (condition instanceof Condition.All all) {
      join(all.of(), " AND ", "1 = 1");
    } else if (condition instanceof Condition.Any any) {
      join(any.of(), " OR ", "1 = 0");
    } else {
      text.append(new SqlTest(this, request).of((Condition.Test) condition));
    }
    if (text.length() > LONGEST || parameters.size() > MOST_PARAMETERS) {
      throw new NotExpressible("the condition would be too large for a query");
    }
  }

  private void join(List<Condition> sides, String operator, String nothing)
      throws NotExpressible, FilterProblem {
    if (sides.isEmpty()) {
      text.append(nothing);
    }
    String between = "";
    for (Condition side : sides) {
      text.append(between);
      boolean nested = !(side instanceof Condition.Test);
      text.append(nested ? "(" : "");
      write(side);
      text.append(nested ? ")" : "");
      between = operator;
    }
  }

  /** Binds a value; the variable that stands for it. */
  String bind(Sql.Type type, Object value) {
    parameters.add(new Sql.Parameter(type, value));
    return request.numbered() ? "$" + parameters.size() : "?";
  }
}
