package dev.portreeve.sidecar.fastpath;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.ServerPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two servers of the shipped set, alike but for the fast path, and what its cases ask.
 *
 * @param pair of servers
 * @param requests as JSON, in maps and lists
 */
record BothServers(ServerPair pair, List<Map<String, Object>> requests) implements AutoCloseable {

  static BothServers start(Path teams) throws IOException {
    Path set = Repository.set("postman");
    Map<String, String> texts = SetDirectory.read(set);
    LoadResult.Loaded loaded = (LoadResult.Loaded) PolicySetLoader.load(PolicySetFiles.of(texts));
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Case one : CaseSet.read(loaded.snapshot(), texts, new ArrayList<>()).cases()) {
      requests.add(one.request().json());
      if (one.team().isPresent()) {
        CaseTeam team = one.team().get();
        Files.writeString(teams.resolve(team.id() + ".yaml"), team.text());
      }
    }
    return new BothServers(ServerPair.of(set, Map.of("--teams", teams.toString())), requests);
  }

  RunningServer on() {
    return pair.on();
  }

  RunningServer off() {
    return pair.off();
  }

  /** How many checks a server has answered on its fast path, or declined there. */
  static double counted(RunningServer server, String protocol, String outcome) {
    String wanted =
        "portreeve_fast_path_total{outcome=\"" + outcome + "\",protocol=\"" + protocol + "\"} ";
    return server
        .management()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(wanted))
        .mapToDouble(line -> Double.parseDouble(line.substring(wanted.length())))
        .sum();
  }

  @Override
  public void close() {
    pair.close();
  }
}
