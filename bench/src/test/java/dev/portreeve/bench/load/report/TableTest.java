package dev.portreeve.bench.load.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void toString_rows_areMarkdown() {
    Table table = new Table("Rates", "server", "checks/s", "µs");
    table.row("bare", 106_123.4, 9.456);
    table.row("other", 123.4, 12.34);
    assertEquals(
        """

        ### Rates

        | server | checks/s | µs |
        | --- | --- | --- |
        | bare | 106,123 | 9.46 |
        | other | 123 | 12.3 |
        """,
        table.toString());
  }
}
