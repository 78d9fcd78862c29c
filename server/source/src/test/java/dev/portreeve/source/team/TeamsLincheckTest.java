package dev.portreeve.source.team;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Threads that find a team while another takes in its changes: what they see is what some order of
 * these, one after the other, would show.
 */
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class TeamsLincheckTest {
  private static final boolean SOAK = Boolean.getBoolean("portreeve.soak");
  private static final String ID = "acme";
  private static final int GONE = 0;
  private static final int REFUSED = -1;
  private static final Schema SCHEMA = schema();

  private final OneTeam source = new OneTeam();
  private final Teams teams = new Teams(source, SCHEMA, 1 << 20, Runnable::run);

  private static Schema schema() {
    String text =
        """
        name: doors
        team: resource.properties.team
        resource: {properties: {team: {type: string}}}
        settings: {version: {type: integer, default: 0}}
        actions: {door.open: {}}
        """;
    return SchemaReader.read(new SourceFile("schema.yaml", text), new ArrayList<>()).orElseThrow();
  }

  /** The version of the team in force; empty: there is none. */
  @Operation
  public String find() {
    return teams.find(ID).join() instanceof TeamLookup.Known known ? known.file().text() : "";
  }

  @Operation(nonParallelGroup = "changes")
  public void change(@Param(name = "version") int version) {
    take(version);
  }

  @Operation(nonParallelGroup = "changes")
  public void refuse() {
    take(REFUSED);
  }

  @Operation(nonParallelGroup = "changes")
  public void remove() {
    take(GONE);
  }

  private void take(int version) {
    source.version.set(version);
    teams.take(ID);
  }

  @Test
  void teams_foundWhileTheyChange_areLinearizable() {
    new StressOptions()
        .iterations(SOAK ? 200 : 6)
        .invocationsPerIteration(SOAK ? 5_000 : 300)
        .threads(3)
        .actorsPerThread(3)
        .check(TeamsLincheckTest.class);
  }

  /** One team, of which there is a version. */
  private static final class OneTeam implements PolicySource {
    private final AtomicInteger version = new AtomicInteger(1);

    @Override
    public Optional<SourceFile> team(String id) {
      int now = version.get();
      String text = now == REFUSED ? "id: [" : "id: acme\nsettings: {version: " + now + "}\n";
      return now == GONE ? Optional.empty() : Optional.of(new SourceFile("teams/acme.yaml", text));
    }

    @Override
    public boolean holds(String teamId) {
      return version.get() != GONE;
    }

    @Override
    public PolicySetFiles policySet() {
      return PolicySetFiles.of(Map.of());
    }

    @Override
    public List<String> changedTeams() {
      return List.of(ID);
    }

    @Override
    public int teamCount() {
      return 1;
    }

    @Override
    public void awaitChange(Duration atMost) {}

    @Override
    public void close() {}
  }
}
