package dev.portreeve.store.filter;

import dev.portreeve.engine.filter.Sql;
import dev.portreeve.engine.filter.SqlDialect;
import dev.portreeve.engine.filter.SqlRequest;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.JsonNull;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A table of a real database with a column for each fact of a type of resource. */
final class Table {
  private static final int DEADLINE_SECONDS = 30;

  private final Connection connection;
  private final SqlDialect dialect;
  private final List<Fact> facts;

  Table(Connection connection, SqlDialect dialect, Schema schema, Set<String> columns) {
    this.connection = connection;
    this.dialect = dialect;
    this.facts =
        schema.facts().stream()
            .filter(fact -> fact.entity() == Entity.RESOURCE && columns.contains(fact.name()))
            .toList();
  }

  /** What a request says of it. */
  Map<String, Object> request() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("id", "r.id");
    for (Fact fact : facts) {
      boolean sqlite = dialect == SqlDialect.SQLITE;
      String as =
          sqlite && fact.type() instanceof ListType
              ? "json"
              : sqlite && fact.type() instanceof TimestampType ? "epoch_millis" : "plain";
      columns.put(fact.name(), Map.of("column", "r." + fact.name(), "as", as));
    }
    return Map.of("dialect", dialect.code(), "placeholders", "question", "columns", columns);
  }

  void fill(List<Row> rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS resources");
      statement.execute(
          "CREATE TABLE resources (id TEXT"
              + facts.stream()
                  .map(fact -> ", \"" + fact.name() + "\" " + type(fact.type()))
                  .collect(Collectors.joining())
              + ")");
    }
    String marks = ", ?".repeat(facts.size());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO resources VALUES (?" + marks + ")")) {
      for (Row row : rows) {
        insert.setString(1, row.id());
        for (int i = 0; i < facts.size(); i++) {
          insert.setObject(i + 2, held(row.facts().get(facts.get(i).name()), facts.get(i)));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private String type(ValueType type) {
    boolean sqlite = dialect == SqlDialect.SQLITE;
    if (type instanceof ListType list) {
      return sqlite ? "TEXT" : list.items() instanceof IntegerType ? "BIGINT[]" : "TEXT[]";
    } else if (type instanceof TimestampType) {
      return sqlite ? "INTEGER" : "TIMESTAMPTZ";
    } else if (type instanceof BooleanType) {
      return sqlite ? "INTEGER" : "BOOLEAN";
    } else if (type instanceof NumberType) {
      return sqlite ? "REAL" : "DOUBLE PRECISION";
    }
    return type instanceof IntegerType ? sqlite ? "INTEGER" : "BIGINT" : "TEXT";
  }

  private Object held(Object value, Fact fact) throws SQLException {
    boolean sqlite = dialect == SqlDialect.SQLITE;
    if (value instanceof Instant at) {
      return sqlite ? (Object) at.toEpochMilli() : at.atOffset(ZoneOffset.UTC);
    } else if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(element == JsonNull.INSTANCE ? null : element));
      boolean whole = ((ListType) fact.type()).items() instanceof IntegerType;
      return sqlite
          ? json(plain)
          : connection.createArrayOf(whole ? "bigint" : "text", plain.toArray());
    }
    return sqlite && value instanceof Boolean bool ? (Object) (bool ? 1 : 0) : value;
  }

  /** Of texts that need no escapes. */
  private static String json(List<Object> list) {
    return list.stream()
        .map(element -> element instanceof String text ? '"' + text + '"' : String.valueOf(element))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The ids of the rows that a condition selects. */
  Set<String> select(Sql sql, SqlRequest request) throws SQLException {
    if (request.numbered()) {
      throw new IllegalArgumentException("JDBC writes bind variables as ?");
    }
    String query = "SELECT r.id FROM resources AS r WHERE " + sql.where();
    Set<String> ids = new TreeSet<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setQueryTimeout(DEADLINE_SECONDS);
      for (int i = 0; i < sql.parameters().size(); i++) {
        select.setObject(i + 1, sql.parameters().get(i).value());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new SQLException(query + "\n" + sql.parameters(), e);
    }
    return ids;
  }
}
