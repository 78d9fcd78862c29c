package dev.portreeve.engine.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.condition.Condition.Operator;
import dev.portreeve.engine.condition.Tests;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes tests of single columns as SQL. */
final class SqlTest {
  private final SqlWriter writer;
  private final SqlRequest request;
  private final boolean sqlite;

  SqlTest(SqlWriter writer, SqlRequest request) {
    this.writer = writer;
    this.request = request;
    this.sqlite = request.dialect() == SqlDialect.SQLITE;
  }

  String of(Condition.Test test) throws NotExpressible, FilterProblem {
    if (test instanceof Condition.Given given) {
      return name(given.column()) + " IS NOT NULL";
    } else if (test instanceof Condition.Absent absent) {
      return name(absent.column()) + " IS NULL";
    } else if (test instanceof Condition.Valid valid) {
      return valid(valid.column());
    } else if (test instanceof Condition.Compare compare) {
      return compare(compare.column(), compare.operator(), compare.value());
    } else if (test instanceof Condition.CompareColumns compare) {
      return compare(compare);
    } else if (test instanceof Condition.In in) {
      return in(in);
    } else if (test instanceof Condition.Text part) {
      return text(part);
    } else if (test instanceof Condition.Size size) {
      return size(size);
    } else if (test instanceof Condition.Matches matches) {
      throw new NotExpressible(
          "a regular expression on `"
              + matches.column().name()
              + "`, of which SQL has another kind");
    }
    return new SqlLists(writer, request, this).of(test);
  }

  /** The column's name, or what makes a text of it. */
  String name(Column column) throws FilterProblem {
    SqlColumn known = request.column(column);
    String quoted = request.dialect().quoted(known.path());
    return known.form() == SqlColumn.Form.TEXT ? "CAST(" + quoted + " AS text)" : quoted;
  }

  private SqlColumn.Form form(Column column) throws FilterProblem {
    return request.column(column).form();
  }

  /* PostgreSQL's columns have one type; a column of SQLite's may hold anything. */
  private String typed(Column column, String test) throws NotExpressible, FilterProblem {
    boolean free = !sqlite && !(column.type() instanceof NumberType || isMoment(column));
    return free || form(column) == SqlColumn.Form.TEXT ? test : test + " AND " + kind(column);
  }

  private boolean isMoment(Column column) throws FilterProblem {
    return column.type() instanceof TimestampType && form(column) == SqlColumn.Form.PLAIN;
  }

  /** That the value is of the fact's type, save what restricts that. */
  private String kind(Column column) throws NotExpressible, FilterProblem {
    String name = name(column);
    ValueType type = column.type();
    if (type instanceof NumberType) {
      String finite = name + " BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308";
      return sqlite ? "typeof(" + name + ") IN ('integer', 'real') AND " + finite : finite;
    }
    if (type instanceof TimestampType && form(column) == SqlColumn.Form.PLAIN) {
      return SqlMoments.within(name);
    }
    if (type instanceof ListType) {
      return new SqlLists(writer, request, this).valid(column);
    }
    if (!sqlite || form(column) == SqlColumn.Form.TEXT) {
      return name + " IS NOT NULL";
    }
    if (type instanceof BooleanType) {
      return name + " IN (0, 1)";
    }
    return "typeof(" + name + ") = '" + (type instanceof StringType ? "text" : "integer") + "'";
  }

  private String valid(Column column) throws NotExpressible, FilterProblem {
    ValueType type = column.type();
    if (!Tests.values(column).isEmpty()) {
      return in(
          new Condition.In(column, new java.util.LinkedHashSet<>(Tests.values(column)), false));
    }
    if (type instanceof StringType && Tests.isRestricted(type)) {
      throw new NotExpressible(
          "whether `" + column.name() + "` is what its `pattern` or `format` asks for");
    }
    if (type instanceof IntegerType whole && Tests.isRestricted(type)) {
      String between = between(column, Sql.Type.INTEGER, whole.minimum(), whole.maximum());
      return sqlite ? kind(column) + " AND " + between : between;
    }
    if (type instanceof NumberType number && Tests.isRestricted(type)) {
      double low = Math.max(number.minimum(), -Double.MAX_VALUE);
      double high = Math.min(number.maximum(), Double.MAX_VALUE);
      return kind(column) + " AND " + between(column, Sql.Type.NUMBER, low, high);
    }
    return kind(column);
  }

  private String between(Column column, Sql.Type type, Object low, Object high)
      throws FilterProblem {
    String first = writer.bind(type, low);
    return name(column) + " BETWEEN " + first + " AND " + writer.bind(type, high);
  }

  private String compare(Column column, Operator operator, Object value)
      throws NotExpressible, FilterProblem {
    String name = name(column);
    if (value instanceof Boolean bool) {
      boolean wanted = bool == (operator == Operator.EQ);
      return sqlite
          ? name + " = " + (wanted ? "1" : "0")
          : name + " IS " + (wanted ? "TRUE" : "FALSE");
    }
    if (value instanceof Instant moment) {
      return SqlMoments.compare(writer, request, column, name, operator, moment);
    }
    if (value instanceof String text) {
      return compare(column, operator, text);
    }
    if (!(value instanceof Long || value instanceof Double)) {
      throw new NotExpressible("a comparison of `" + column.name() + "` as a whole");
    }
    Sql.Type type = value instanceof Long ? Sql.Type.INTEGER : Sql.Type.NUMBER;
    String test = name + " " + sign(operator) + " " + writer.bind(type, value);
    return operator == Operator.EQ ? test : typed(column, test);
  }

  private String compare(Column column, Operator operator, String text)
      throws NotExpressible, FilterProblem {
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (!sqlite && text.indexOf('\0') >= 0) {
      if (!equality) {
        throw new NotExpressible("an order of `" + column.name() + "` by a text with a NUL");
      }
      return operator == Operator.EQ ? "1 = 0" : name(column) + " IS NOT NULL";
    }
    String test =
        name(column)
            + collated(!equality)
            + " "
            + sign(operator)
            + " "
            + writer.bind(Sql.Type.STRING, text);
    return operator == Operator.EQ ? test : typed(column, test);
  }

  /* Byte by byte, which in UTF-8 is by code points. An equality of PostgreSQL's is so anyway. */
  private String collated(boolean ordered) {
    return sqlite ? " COLLATE BINARY" : ordered ? " COLLATE \"C\"" : "";
  }

  private String compare(Condition.CompareColumns compare) throws NotExpressible, FilterProblem {
    Column left = compare.column();
    Column right = compare.other();
    if (left.type() instanceof ListType || form(left) != form(right) && isTimed(left)) {
      throw new NotExpressible(
          "a comparison of `" + left.name() + "` with `" + right.name() + "`, held in other forms");
    }
    Operator operator = compare.operator();
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    String collated = left.type() instanceof StringType ? collated(!equality) : "";
    String test = name(left) + collated + " " + sign(operator) + " " + name(right);
    return typed(right, typed(left, test));
  }

  private static boolean isTimed(Column column) {
    return column.type() instanceof TimestampType;
  }

  private String in(Condition.In in) throws NotExpressible, FilterProblem {
    Column column = in.column();
    List<String> bound = new ArrayList<>();
    for (Object value : in.values()) {
      if (value instanceof String text && !sqlite && text.indexOf('\0') >= 0) {
        continue; // no text of PostgreSQL's has one
      }
      Sql.Type type =
          value instanceof String
              ? Sql.Type.STRING
              : value instanceof Long ? Sql.Type.INTEGER : Sql.Type.NUMBER;
      if (type == Sql.Type.NUMBER && !(value instanceof Double)) {
        throw new NotExpressible("a list in which `" + column.name() + "` is looked for");
      }
      bound.add(writer.bind(type, value));
    }
    if (bound.isEmpty()) {
      return in.negated() ? kind(column) : "1 = 0";
    }
    String collated = column.type() instanceof StringType ? collated(false) : "";
    String test =
        name(column)
            + collated
            + (in.negated() ? " NOT IN (" : " IN (")
            + String.join(", ", bound)
            + ")";
    return in.negated() ? typed(column, test) : test;
  }

  private String text(Condition.Text part) throws NotExpressible, FilterProblem {
    Column column = part.column();
    String name = name(column);
    if (part.part().indexOf('\0') >= 0) {
      throw new NotExpressible("a part of `" + column.name() + "` with a NUL");
    }
    int length = part.part().codePointCount(0, part.part().length());
    String bound = writer.bind(Sql.Type.STRING, part.part());
    String test =
        switch (part.test()) {
          case STARTS_WITH ->
              sqlite
                  ? "substr(" + name + ", 1, " + length + ") = " + bound + " COLLATE BINARY"
                  : "starts_with(" + name + ", " + bound + ")";
          case ENDS_WITH ->
              sqlite
                  ? "substr(" + name + ", -" + length + ") = " + bound + " COLLATE BINARY"
                  : "right(" + name + ", " + length + ") = " + bound;
          case CONTAINS -> (sqlite ? "instr(" : "strpos(") + name + ", " + bound + ") > 0";
        };
    return typed(column, part.negated() ? "NOT (" + test + ")" : test);
  }

  private String size(Condition.Size size) throws NotExpressible, FilterProblem {
    Column column = size.column();
    if (column.type() instanceof ListType) {
      return new SqlLists(writer, request, this).size(size, sign(size.operator()));
    }
    String length = (sqlite ? "length(" : "char_length(") + name(column) + ")";
    return typed(
        column,
        length + " " + sign(size.operator()) + " " + writer.bind(Sql.Type.INTEGER, size.size()));
  }

  static String sign(Operator operator) {
    return switch (operator) {
      case EQ -> "=";
      case NE -> "<>";
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
    };
  }
}
