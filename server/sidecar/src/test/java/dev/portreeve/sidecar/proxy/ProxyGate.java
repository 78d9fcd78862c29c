package dev.portreeve.sidecar.proxy;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.DecisionRecorder;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.source.reload.CurrentGeneration;
import dev.portreeve.source.team.Teams;
import dev.portreeve.source.team.TeamsInMemory;
import java.time.Duration;
import java.util.Map;

/** The checks of a small set with routes, without a server. */
final class ProxyGate {
  private static final String SCHEMA =
      """
      name: gate
      team: resource.properties.team
      subject:
        types: [user]
        properties:
          %s: {type: boolean}
          editor: {type: boolean, default: false, directory: fill}
      resource: {properties: {team: {type: string}}}
      actions:
        page.view: {resource: [page]}
        page.edit: {resource: [page]}
        page.print: {resource: [page]}
      """;
  private static final String ROUTES =
      """
      default: %s
      trusted_headers: [X-Team, X-Editor]
      routes:
        - path: "/pages/{id}"
          method: [GET, HEAD]
          action: page.view
          resource: {id: {path: id}, team: {header: X-Team}}
        - path: "/pages/{id}"
          method: PUT
          action: page.edit
          subject: {editor: {header: X-Editor}}
          resource: {id: {path: id}, team: {header: X-Team}}
        - {host: h.example, path: /hosted, action: page.view, resource: {id: all}}
        - {path: "/print", action: page.print, resource: {id: all}}
      """;

  private static final String VIEW =
      """
      name: page.view
      description: Viewing.
      rule:
        match:
          - condition: %s
            output: permit("seen")
          - output: deny()
      """;
  private static final String EDIT =
      """
      name: page.edit
      description: Editing.
      rule:
        match:
          - condition: subject.editor
            output: permit("seen")
          - output: deny()
      """;
  private static final String PRINT =
      """
      name: page.print
      description: Printing.
      rule:
        match:
          - output: 'permit("printed").oblige(obligation("watermark", {}))'
      """;

  private ProxyGate() {}

  /** In which whoever is signed in may view, editors may edit, and printing has an obligation. */
  static Checks strangersKnown(String unmatched) {
    return of("signed_in", "subject.signed_in", unmatched);
  }

  /** In which policies cannot tell that nobody is signed in. */
  static Checks strangersUnknown() {
    return of("badge", "resource.id != ''", "deny");
  }

  private static Checks of(String fact, String condition, String unmatched) {
    Map<String, String> files =
        Map.of(
            "schema.yaml",
            SCHEMA.formatted(fact),
            "routes.yaml",
            ROUTES.formatted(unmatched),
            "messages.yaml",
            "seen: Seen.\nprinted: Printed.\n",
            "actions/page.view.yaml",
            VIEW.formatted(condition),
            "actions/page.edit.yaml",
            EDIT,
            "actions/page.print.yaml",
            PRINT);
    LoadResult loaded = PolicySetLoader.load(PolicySetFiles.of(files));
    if (!(loaded instanceof LoadResult.Loaded good)) {
      throw new IllegalStateException(loaded.toString());
    }
    TeamsInMemory teams = new TeamsInMemory();
    teams.putText("acme", "id: acme\nmembers: {gia: {editor: true}, eve: {editor: false}}\n");
    Teams read = new Teams(teams, good.snapshot().schema(), 1 << 20, Runnable::run);
    return new Checks(
        new CurrentGeneration<>(ServedGeneration.FACTORY.first(good.snapshot(), read)),
        new DirectoryFirst(new EngineDecisionPoint()),
        DecisionRecorder.NONE,
        Duration.ofSeconds(30));
  }
}
