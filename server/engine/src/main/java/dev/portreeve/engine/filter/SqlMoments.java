package dev.portreeve.engine.filter;

import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition.Operator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes comparisons with moments. A column holds them less finely than a request says them, so a
 * moment between two that the column can hold is compared as the one before it, exactly.
 */
final class SqlMoments {
  private SqlMoments() {}

  /** That a moment of PostgreSQL's can be written in RFC 3339: none is infinite. */
  static String within(String name) {
    return name + " BETWEEN '0001-01-01T00:00:00Z' AND '9999-12-31T23:59:59.999999Z'";
  }

  static String compare(
      SqlWriter writer,
      SqlRequest request,
      Column column,
      String name,
      Operator operator,
      Instant moment)
      throws FilterProblem {
    SqlColumn.Form form = request.column(column).form();
    ChronoUnit unit =
        switch (form) {
          case EPOCH_SECONDS -> ChronoUnit.SECONDS;
          case EPOCH_MILLIS -> ChronoUnit.MILLIS;
          case PLAIN, TEXT, JSON -> ChronoUnit.MICROS;
        };
    boolean plain = unit == ChronoUnit.MICROS;
    boolean sqlite = request.dialect() == SqlDialect.SQLITE;
    if (plain && (sqlite || form != SqlColumn.Form.PLAIN)) {
      String name2 = column.name().substring(column.name().indexOf('.') + 1);
      throw new FilterProblem(
          "sql.columns." + name2,
          "`sql.columns."
              + name2
              + "` holds moments: say how, with `as` epoch_seconds or epoch_millis");
    }
    Instant floor = moment.truncatedTo(unit);
    boolean exact = floor.equals(moment);
    String valid =
        plain ? within(name) : sqlite ? "typeof(" + name + ") = 'integer'" : name + " IS NOT NULL";
    if (!exact && operator == Operator.EQ) {
      return "1 = 0";
    }
    if (!exact && operator == Operator.NE) {
      return valid;
    }
    Operator sound =
        exact
            ? operator
            : switch (operator) {
              case LT, LE -> Operator.LE;
              case GT, GE -> Operator.GT;
              case EQ, NE -> operator;
            };
    String bound =
        plain
            ? "CAST(" + writer.bind(Sql.Type.TIMESTAMP, floor.toString()) + " AS timestamptz)"
            : writer.bind(
                Sql.Type.INTEGER,
                unit == ChronoUnit.SECONDS ? floor.getEpochSecond() : floor.toEpochMilli());
    String test = name + " " + SqlTest.sign(sound) + " " + bound;
    return sound == Operator.EQ ? test : test + " AND " + valid;
  }
}
