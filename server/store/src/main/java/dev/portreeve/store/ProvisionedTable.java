package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of what identity providers say of users and groups. */
final class ProvisionedTable {
  /* One statement, so that all of it is of one moment. */
  private static final String TEAM =
      "SELECT 'TEAM', '', '', document FROM team WHERE id = ?"
          + " UNION ALL SELECT 'MEMBER', '', id, document FROM member WHERE team_id = ?"
          + " UNION ALL SELECT kind, id, name, document FROM provisioned WHERE team_id = ?";

  private ProvisionedTable() {}

  static Optional<ProvisionedTeam> team(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TEAM)) {
      for (int parameter = 1; parameter <= 3; parameter++) {
        statement.setString(parameter, id);
      }
      @Nullable String document = null;
      SortedMap<String, String> members = new TreeMap<>();
      List<ProvisionedEntry> entries = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String kind = row.getString(1);
          if (kind.equals("TEAM")) {
            document = row.getString(4);
          } else if (kind.equals("MEMBER")) {
            members.put(row.getString(3), row.getString(4));
          } else {
            entries.add(
                new ProvisionedEntry(
                    id,
                    ProvisionedEntry.Kind.valueOf(kind),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)));
          }
        }
      }
      return document == null
          ? Optional.empty()
          : Optional.of(new ProvisionedTeam(new StoredTeam(id, document, members), entries));
    }
  }

  static void put(Connection connection, ProvisionedEntry entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO provisioned (team_id, kind, id, name, document) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (team_id, kind, id)"
                + " DO UPDATE SET name = excluded.name, document = excluded.document")) {
      statement.setString(1, entry.team());
      statement.setString(2, entry.kind().name());
      statement.setString(3, entry.id());
      statement.setString(4, entry.name());
      statement.setString(5, entry.document());
      statement.executeUpdate();
    }
  }

  static void remove(Connection connection, ProvisionedEntry entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM provisioned WHERE team_id = ? AND kind = ? AND id = ?")) {
      statement.setString(1, entry.team());
      statement.setString(2, entry.kind().name());
      statement.setString(3, entry.id());
      statement.executeUpdate();
    }
  }
}
