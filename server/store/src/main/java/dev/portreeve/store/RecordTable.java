package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of records. */
final class RecordTable {
  private static final String OF_TYPE =
      "SELECT id, document FROM record WHERE team_id = ? AND type = ? AND id ";

  /* Ids are no longer, and PostgreSQL takes no index entry of more than 2,700 bytes. */
  private static final int LONGEST_FOUND = 256;
  private static final int TEXTS_AT_ONCE = 500;

  private RecordTable() {}

  static Optional<StoredRecord> find(Connection connection, String team, String type, String id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_TYPE + "= ?")) {
      statement.setString(3, id);
      return read(statement, team, type).stream().findFirst();
    }
  }

  /** The records of a type in the order of their ids, those behind one, so many at most. */
  static List<StoredRecord> list(
      Connection connection, String team, String type, String behind, int most)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(OF_TYPE + "> ? ORDER BY id LIMIT ?")) {
      statement.setString(3, behind);
      statement.setInt(4, most);
      return read(statement, team, type);
    }
  }

  /** The records of a type of which a member is one of some texts, in the order of their ids. */
  static List<StoredRecord> with(
      Connection connection, String team, String type, String member, Collection<String> texts)
      throws SQLException {
    List<String> asked = List.copyOf(new LinkedHashSet<>(texts));
    if (asked.stream().anyMatch(text -> text.length() > LONGEST_FOUND)) {
      return list(connection, team, type, "", Integer.MAX_VALUE).stream()
          .filter(one -> asked.contains(String.valueOf(one.members().get(member))))
          .toList();
    }
    List<StoredRecord> found = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += TEXTS_AT_ONCE) {
      List<String> some = asked.subList(from, Math.min(from + TEXTS_AT_ONCE, asked.size()));
      String places = String.join(", ", Collections.nCopies(some.size(), "?"));
      try (PreparedStatement statement =
          connection.prepareStatement(
              OF_TYPE
                  + "IN (SELECT id FROM record_member WHERE team_id = ? AND type = ?"
                  + " AND member = ? AND value IN ("
                  + places
                  + ")) ORDER BY id")) {
        statement.setString(3, team);
        statement.setString(4, type);
        statement.setString(5, member);
        for (int i = 0; i < some.size(); i++) {
          statement.setString(6 + i, some.get(i));
        }
        found.addAll(read(statement, team, type));
      }
    }
    return found;
  }

  /** All records of a team, by type and id. */
  static List<StoredRecord> all(Connection connection, String team) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT type, id, document FROM record WHERE team_id = ? ORDER BY type, id")) {
      statement.setString(1, team);
      List<StoredRecord> all = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          all.add(new StoredRecord(team, row.getString(1), row.getString(2), row.getString(3)));
        }
      }
      return all;
    }
  }

  private static List<StoredRecord> read(PreparedStatement statement, String team, String type)
      throws SQLException {
    statement.setString(1, team);
    statement.setString(2, type);
    List<StoredRecord> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(new StoredRecord(team, type, row.getString(1), row.getString(2)));
      }
    }
    return found;
  }

  static void put(Connection connection, StoredRecord record, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO record (team_id, type, id, document, changed) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (team_id, type, id) DO UPDATE SET"
                + " document = excluded.document, changed = excluded.changed")) {
      statement.setString(1, record.team());
      statement.setString(2, record.type());
      statement.setString(3, record.id());
      statement.setString(4, record.document());
      statement.setLong(5, number);
      statement.executeUpdate();
    }
    index(connection, record);
  }

  private static void index(Connection connection, StoredRecord record) throws SQLException {
    try (PreparedStatement old =
            connection.prepareStatement(
                "DELETE FROM record_member WHERE team_id = ? AND type = ? AND id = ?");
        PreparedStatement next =
            connection.prepareStatement(
                "INSERT INTO record_member (team_id, type, id, member, value)"
                    + " VALUES (?, ?, ?, ?, ?)")) {
      old.setString(1, record.team());
      old.setString(2, record.type());
      old.setString(3, record.id());
      old.executeUpdate();
      for (Map.Entry<String, Object> member : record.members().entrySet()) {
        if (member.getValue() instanceof String text && text.length() <= LONGEST_FOUND) {
          next.setString(1, record.team());
          next.setString(2, record.type());
          next.setString(3, record.id());
          next.setString(4, member.getKey());
          next.setString(5, text);
          next.addBatch();
        }
      }
      next.executeBatch();
    }
  }

  static void remove(Connection connection, StoredRecord record) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM record WHERE team_id = ? AND type = ? AND id = ?")) {
      statement.setString(1, record.team());
      statement.setString(2, record.type());
      statement.setString(3, record.id());
      statement.executeUpdate();
    }
  }
}
