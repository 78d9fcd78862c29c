package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/** Teams as a whole with their members, very many at once. */
final class TeamTable {
  private TeamTable() {}

  /**
   * Stores teams in the place of those of the same ids.
   *
   * @param number of the change
   * @return how many were not there before
   */
  static int put(Connection connection, List<StoredTeam> all, long number) throws SQLException {
    boolean postgresql = connection.isWrapperFor(PGConnection.class);
    Set<String> there = there(connection, ids(all), postgresql);
    List<StoredTeam> old = all.stream().filter(team -> there.contains(team.id())).toList();
    List<StoredTeam> fresh = all.stream().filter(team -> !there.contains(team.id())).toList();
    if (!old.isEmpty()) {
      update(connection, old, number);
      removeMembers(connection, ids(old), postgresql);
    }
    if (postgresql) {
      copy(connection, fresh, all, number);
    } else {
      insert(connection, fresh, all, number);
    }
    return fresh.size();
  }

  /** Removes a team with its members; returns how many teams that were. */
  static int remove(Connection connection, String id) throws SQLException {
    boolean postgresql = connection.isWrapperFor(PGConnection.class);
    removeMembers(connection, List.of(id), postgresql);
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM team WHERE id = ?")) {
      statement.setString(1, id);
      return statement.executeUpdate();
    }
  }

  private static List<String> ids(List<StoredTeam> teams) {
    return teams.stream().map(StoredTeam::id).toList();
  }

  private static Set<String> there(Connection connection, List<String> ids, boolean postgresql)
      throws SQLException {
    Set<String> there = new HashSet<>();
    try (PreparedStatement select =
            ofIds(connection, "SELECT id FROM team WHERE id", ids, postgresql);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        there.add(row.getString(1));
      }
    }
    return there;
  }

  private static void removeMembers(Connection connection, List<String> ids, boolean postgresql)
      throws SQLException {
    try (PreparedStatement delete =
        ofIds(connection, "DELETE FROM member WHERE team_id", ids, postgresql)) {
      delete.executeUpdate();
    }
  }

  /** A statement whose condition on an id is that it is one of many, told as one parameter. */
  private static PreparedStatement ofIds(
      Connection connection, String statement, List<String> ids, boolean postgresql)
      throws SQLException {
    String among = postgresql ? " = ANY (?)" : " IN (SELECT value FROM json_each(?))";
    PreparedStatement prepared = connection.prepareStatement(statement + among);
    if (postgresql) {
      prepared.setArray(1, connection.createArrayOf("text", ids.toArray()));
    } else {
      prepared.setString(1, JsonText.of(ids));
    }
    return prepared;
  }

  private static void update(Connection connection, List<StoredTeam> teams, long number)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE team SET document = ?, changed = ? WHERE id = ?")) {
      for (StoredTeam each : teams) {
        update.setString(1, each.document());
        update.setLong(2, number);
        update.setString(3, each.id());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void copy(
      Connection connection, List<StoredTeam> fresh, List<StoredTeam> all, long number)
      throws SQLException {
    CopiedRows rows = new CopiedRows("team (id, document, changed)");
    fresh.forEach(team -> rows.add(team.id(), team.document(), Long.toString(number)));
    rows.store(connection);
    CopiedRows members = new CopiedRows("member (team_id, id, document)");
    for (StoredTeam team : all) {
      team.members().forEach((member, document) -> members.add(team.id(), member, document));
    }
    members.store(connection);
  }

  private static void insert(
      Connection connection, List<StoredTeam> fresh, List<StoredTeam> all, long number)
      throws SQLException {
    try (InsertedRows rows = new InsertedRows(connection, "team (id, document, changed)", 3)) {
      for (StoredTeam team : fresh) {
        rows.add(team.id(), team.document(), number);
      }
      rows.store();
    }
    try (InsertedRows rows = new InsertedRows(connection, "member (team_id, id, document)", 3)) {
      for (StoredTeam team : all) {
        for (Map.Entry<String, String> member : team.members().entrySet()) {
          rows.add(team.id(), member.getKey(), member.getValue());
        }
      }
      rows.store();
    }
  }
}
