package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreLocationTest {
  @Test
  void parse_sqlite_isAFile() {
    assertEquals(
        Optional.of(new StoreLocation.Sqlite(Path.of("/var/teams.db"))),
        StoreLocation.parse("sqlite:/var/teams.db"));
  }

  @Test
  void parse_postgresql_isADriversUrlWithoutThePassword() {
    StoreLocation where =
        StoreLocation.parse("postgresql://ann:p%40ss+w@db.example:5433/teams?sslmode=require")
            .orElseThrow();
    assertEquals(
        new StoreLocation.Postgresql(
            "jdbc:postgresql://db.example:5433/teams?sslmode=require", "ann", "p@ss+w"),
        where);
    assertFalse(where.toString().contains("p@ss"), where.toString());
    assertEquals("postgresql://db.example:5433/teams", where.toString());
  }

  @Test
  void parse_anythingElse_isNone() {
    for (String text :
        List.of(
            "",
            "sqlite:",
            "sqlite::memory:",
            "mysql://x/y",
            "postgresql://",
            "postgresql://host",
            "postgresql://host/",
            "/var/teams.db",
            "postgresql://a b/c")) {
      assertEquals(Optional.empty(), StoreLocation.parse(text), text);
    }
  }
}
