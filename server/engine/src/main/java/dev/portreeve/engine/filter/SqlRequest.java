package dev.portreeve.engine.filter;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of the database that the condition is for.
 *
 * @param dialect that it speaks
 * @param numbered whether bind variables are written {@code $1}, else {@code ?}
 * @param columns by the name of the resource's fact, or {@code id}; empty where no row has it
 */
public record SqlRequest(
    SqlDialect dialect, boolean numbered, Map<String, Optional<SqlColumn>> columns) {
  private static final String ID = "id";
  private static final String COLUMNS = "sql.columns";

  public SqlRequest {
    columns = Map.copyOf(columns);
  }

  /** Reads the member {@code sql} of a request. */
  public static SqlRequest of(Map<?, ?> sql) throws FilterProblem {
    Object dialectName = sql.get("dialect");
    SqlDialect dialect =
        SqlDialect.of(String.valueOf(dialectName))
            .orElseThrow(
                () ->
                    new FilterProblem(
                        "sql.dialect", "`sql.dialect` must be `postgresql` or `sqlite`"));
    Object placeholders = sql.get("placeholders");
    boolean numbered =
        isAbsent(placeholders) ? dialect.numbered() : "numbered".equals(placeholders);
    if (!isAbsent(placeholders) && !numbered && !"question".equals(placeholders)) {
      throw new FilterProblem(
          "sql.placeholders",
          "`sql.placeholders` must be `numbered` for $1, $2 or `question` for ?");
    }
    if (!(sql.get("columns") instanceof Map<?, ?> given)) {
      throw new FilterProblem(
          COLUMNS, "`sql.columns` must be an object of columns by the facts of the resource");
    }
    Map<String, Optional<SqlColumn>> columns = new HashMap<>();
    for (Map.Entry<?, ?> one : given.entrySet()) {
      String name = String.valueOf(one.getKey());
      columns.put(name, column(one.getValue(), COLUMNS + "." + name));
    }
    return new SqlRequest(dialect, numbered, columns);
  }

  private static boolean isAbsent(@Nullable Object given) {
    return given == null || given instanceof JsonNull;
  }

  private static Optional<SqlColumn> column(@Nullable Object given, String field)
      throws FilterProblem {
    if (isAbsent(given)) {
      return Optional.empty();
    }
    if (given instanceof String name) {
      return Optional.of(SqlColumn.of(name, SqlColumn.Form.PLAIN, field));
    }
    if (given instanceof Map<?, ?> parts && parts.get("column") instanceof String name) {
      Object as = parts.get("as");
      SqlColumn.Form form =
          isAbsent(as)
              ? SqlColumn.Form.PLAIN
              : SqlColumn.Form.of(String.valueOf(as))
                  .orElseThrow(
                      () ->
                          new FilterProblem(
                              field + ".as",
                              "`"
                                  + field
                                  + ".as` must be plain, text, json, epoch_seconds or"
                                  + " epoch_millis"));
      return Optional.of(SqlColumn.of(name, form, field + ".column"));
    }
    throw new FilterProblem(
        field,
        "`"
            + field
            + "` must be a column's name, an object with `column` and `as`, or null where no row"
            + " has it");
  }

  /**
   * The slots of the facts that no row has.
   *
   * @param frame of the check
   * @throws FilterProblem about a column of something that resources do not have, or that the
   *     request gives itself
   */
  public Set<Integer> without(Frame frame) throws FilterProblem {
    Schema schema = frame.schema();
    Set<Integer> without = new HashSet<>();
    for (Map.Entry<String, Optional<SqlColumn>> one : columns.entrySet()) {
      if (one.getKey().equals(ID)) {
        continue;
      }
      Fact fact = schema.fact(Entity.RESOURCE, one.getKey()).orElse(null);
      String field = COLUMNS + "." + one.getKey();
      if (fact == null) {
        throw new FilterProblem(field, unknown(schema, one.getKey(), field));
      }
      boolean team = schema.team().equals(Optional.of(fact));
      if (team && frame.value(fact.slot()) == null) {
        throw new FilterProblem(
            fact.path(),
            "`"
                + fact.path()
                + "` must be given: its settings decide, so ask once for each team; rows of other"
                + " teams are left out by its column");
      }
      if (!team && frame.value(fact.slot()) != null) {
        throw new FilterProblem(
            field,
            "`"
                + field
                + "` stands beside `"
                + fact.path()
                + "`: leave out the one, or the other if rows differ in it");
      }
      if (one.getValue().isEmpty()) {
        without.add(fact.slot());
      }
    }
    return without;
  }

  private static String unknown(Schema schema, String name, String field) {
    List<String> known =
        schema.facts().stream()
            .filter(fact -> fact.entity() == Entity.RESOURCE)
            .map(Fact::name)
            .toList();
    String help = Suggestion.didYouMean(name, known);
    return "`"
        + field
        + "` is no fact of the resource that the policy set declares"
        + (help.isEmpty() ? "" : "; " + help);
  }

  /** The column of a fact, or of the id. */
  SqlColumn column(dev.portreeve.engine.condition.Column column) throws FilterProblem {
    String name = column.isId() ? ID : column.name().substring(column.name().indexOf('.') + 1);
    Optional<SqlColumn> known = columns.getOrDefault(name, Optional.empty());
    if (known.isEmpty()) {
      throw new FilterProblem(
          COLUMNS + "." + name,
          "the policy reads `"
              + column.name()
              + "`: name its column in `"
              + COLUMNS
              + "."
              + name
              + "`"
              + (column.isId()
                  ? ""
                  : ", or null if no row has it, or give it in `resource.properties`"));
    }
    return known.get();
  }

  /** The column that carries the team, if the rows are of several. */
  Optional<SqlColumn> teamColumn(Schema schema) {
    return schema
        .team()
        .filter(fact -> fact.entity() == Entity.RESOURCE)
        .flatMap(fact -> columns.getOrDefault(fact.name(), Optional.empty()));
  }
}
