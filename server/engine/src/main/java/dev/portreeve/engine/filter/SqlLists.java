package dev.portreeve.engine.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import java.util.ArrayList;
import java.util.List;

/** Writes tests of lists: arrays of PostgreSQL's, JSON in SQLite. */
final class SqlLists {
  private final SqlWriter writer;
  private final SqlRequest request;
  private final SqlTest tests;
  private final boolean sqlite;

  SqlLists(SqlWriter writer, SqlRequest request, SqlTest tests) {
    this.writer = writer;
    this.request = request;
    this.tests = tests;
    this.sqlite = request.dialect() == SqlDialect.SQLITE;
  }

  String of(Condition.Test test) throws NotExpressible, FilterProblem {
    if (test instanceof Condition.Holds holds) {
      Sql.Type type = holds.value() instanceof Long ? Sql.Type.INTEGER : Sql.Type.STRING;
      if (type == Sql.Type.STRING && !(holds.value() instanceof String)) {
        throw new NotExpressible("what `" + holds.column().name() + "` is asked for");
      }
      if (!sqlite && holds.value() instanceof String text && text.indexOf('\0') >= 0) {
        return holds.negated() ? valid(holds.column()) : "1 = 0";
      }
      return holds(holds.column(), writer.bind(type, holds.value()), holds.negated());
    }
    if (test instanceof Condition.HoldsColumn holds) {
      String element = tests.name(holds.element());
      return element + " IS NOT NULL AND " + holds(holds.column(), element, holds.negated());
    }
    throw new NotExpressible("a test of `" + test.column().name() + "`");
  }

  private String holds(Column column, String element, boolean negated)
      throws NotExpressible, FilterProblem {
    String name = name(column);
    String test =
        sqlite
            ? "EXISTS (SELECT 1 FROM json_each("
                + name
                + ") AS portreeve_e WHERE portreeve_e.value = "
                + element
                + " COLLATE BINARY)"
            : element + " = ANY(" + name + ")";
    return (negated ? "NOT (" + test + ")" : test) + " AND " + valid(column);
  }

  String size(Condition.Size size, String sign) throws NotExpressible, FilterProblem {
    String length = (sqlite ? "json_array_length(" : "cardinality(") + name(size.column()) + ")";
    String bound = writer.bind(Sql.Type.INTEGER, size.size());
    return length + " " + sign + " " + bound + " AND " + valid(size.column());
  }

  /** That it is a list and each of its elements is what the fact's type takes. */
  String valid(Column column) throws NotExpressible, FilterProblem {
    String name = name(column);
    ListType list = (ListType) column.type();
    boolean text = list.items() instanceof StringType;
    List<String> values = new ArrayList<>();
    if (list.items() instanceof StringType items && items.isRestricted()) {
      if (items.values().isEmpty()) {
        throw new NotExpressible(
            "whether the elements of `" + column.name() + "` are what their `pattern` asks for");
      }
      for (String value : items.values()) {
        values.add(writer.bind(Sql.Type.STRING, value));
      }
    }
    if (!text && !list.items().equals(new IntegerType())) {
      throw new NotExpressible("a list of other elements than texts and whole numbers");
    }
    if (!sqlite) {
      String among =
          values.isEmpty()
              ? ""
              : " AND " + name + " <@ CAST(ARRAY[" + String.join(", ", values) + "] AS text[])";
      return name + " IS NOT NULL AND array_position(" + name + ", NULL) IS NULL" + among;
    }
    String among =
        values.isEmpty() ? "" : " OR portreeve_v.value NOT IN (" + String.join(", ", values) + ")";
    return "json_type("
        + name
        + ") = 'array' AND NOT EXISTS (SELECT 1 FROM json_each("
        + name
        + ") AS portreeve_v WHERE portreeve_v.type <> '"
        + (text ? "text" : "integer")
        + "'"
        + among
        + ")";
  }

  private String name(Column column) throws FilterProblem {
    SqlColumn.Form form = request.column(column).form();
    SqlColumn.Form wanted = sqlite ? SqlColumn.Form.JSON : SqlColumn.Form.PLAIN;
    if (form != wanted) {
      String field = "sql.columns." + column.name().substring(column.name().indexOf('.') + 1);
      throw new FilterProblem(
          field,
          sqlite
              ? "`" + field + "` holds a list: as JSON text, with `as` json"
              : "`" + field + "` holds a list: as an array of PostgreSQL's, without `as`");
    }
    return tests.name(column);
  }
}
