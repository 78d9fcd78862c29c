package dev.portreeve.bench.load.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @Test
  void finish_tableGoalAndPlot_areOnThePage(@TempDir Path folder) throws Exception {
    Report report = new Report();
    report.part("latency");
    Table table = new Table("Times <all>", "server", "p99, µs");
    table.row("Portreeve", 12.0);
    report.table(table);
    report.figure("throughput", "Portreeve", Report.RATE, List.of(10.0, 20.0, 30.0));
    report.figure("throughput", "Portreeve", Report.CPU, List.of(1.0));
    Histogram histogram = new Histogram(3);
    histogram.recordValue(5_000);
    report.plot(Plots.percentiles("latency of one", Map.of("one", histogram)));
    report.goal(Goal.atMost("p99", 2, 3));

    report.finish(folder, "how it was run");

    String page = Files.readString(folder.resolve("load.html"));
    assertTrue(page.contains("<h3>Times &lt;all&gt;</h3>"), page);
    assertTrue(page.contains("<tr class=\"missed\"><td>p99</td>"), page);
    assertTrue(page.contains("how it was run"), page);
    assertEquals(3, page.split("<svg", -1).length - 1, "a plot of latency, of rates, of CPU");
    assertTrue(Files.readString(folder.resolve("load.svg")).contains("<svg"));
    assertTrue(Files.readString(folder.resolve("load.json")).contains("\"median\": 20"));
  }
}
