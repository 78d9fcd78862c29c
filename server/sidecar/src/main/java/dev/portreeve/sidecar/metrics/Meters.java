package dev.portreeve.sidecar.metrics;

import java.util.List;

/** Everything that is counted, measured or timed. */
public enum Meters {
  CHECKS("portreeve.checks", "counter", "Decisions made", "action", "outcome", "reason"),
  CHECK_ERRORS(
      "portreeve.check.errors", "counter", "Denials that the engine gave, not a policy", "reason"),
  UNKNOWN_FACTS(
      "portreeve.unknown.facts",
      "counter",
      "Checks, searches and filters that say what the schema does not declare, whatever became of them",
      "action"),
  DECIDE("portreeve.decide", "timer", "Time to decide one check, without the transport"),
  SEARCH("portreeve.search", "timer", "Time to find one page of a search", "sought"),
  SEARCH_CANDIDATES(
      "portreeve.search.candidates", "counter", "Candidates that searches have decided"),
  SEARCH_PAGES(
      "portreeve.search.pages",
      "counter",
      "Pages of searches, by an index over the directory or by looking at all of it",
      "by"),
  FILTERS(
      "portreeve.filters",
      "counter",
      "Conditions asked for, by what they came to: always, never, condition",
      "filter"),
  REQUESTS("portreeve.requests", "counter", "Requests answered", "endpoint", "status"),
  REQUEST("portreeve.request", "timer", "Time from a request's head to its answer", "endpoint"),
  EVENT_LOOP_LAG(
      "portreeve.event.loop.lag",
      "timer",
      "How much later than it was due an event loop did something, asked twice a second"),
  CONNECTIONS("portreeve.connections", "gauge", "Connections to the port that answers checks"),
  IN_FLIGHT(
      "portreeve.in.flight.bytes",
      "gauge",
      "Bytes that unfinished requests and unsent answers hold there"),
  LIMITS("portreeve.limits", "counter", "Requests and connections that a limit ended", "limit"),
  FAST_PATH(
      "portreeve.fast.path",
      "counter",
      "Checks answered on the fast path, or declined there and answered by way of Vert.x",
      "protocol",
      "outcome"),
  RELOADS("portreeve.reloads", "counter", "Policy sets taken or refused", "result"),
  RELOAD("portreeve.reload", "timer", "Time to load a policy set that was taken"),
  SET_INFO(
      "portreeve.policy.set.info", "gauge", "1 for the policy set in force", "name", "version"),
  SET_AGE(
      "portreeve.policy.set.age.seconds", "gauge", "Time since the policy set in force was taken"),
  SET_REFUSED(
      "portreeve.policy.set.refused", "gauge", "1 while the policy set at the source is refused"),
  LAST_GOOD(
      "portreeve.policy.set.last.good", "gauge", "1 while the set kept from an earlier run serves"),
  POLICIES("portreeve.policies", "gauge", "Policies in force"),
  POLICY_COMPILED(
      "portreeve.policy.compiled",
      "gauge",
      "1 for a policy that is compiled, 0 for one left to cel-java's runtime, which is slow",
      "policy"),
  TEAMS("portreeve.teams", "gauge", "Teams at the source"),
  TEAMS_IN_MEMORY("portreeve.teams.in.memory", "gauge", "Teams in memory"),
  TEAMS_READ("portreeve.teams.read", "counter", "Teams read because somebody asked for them"),
  TEAMS_EVICTED("portreeve.teams.evicted", "counter", "Teams that left memory because it was full"),
  TEAMS_REFUSED("portreeve.teams.refused", "gauge", "Teams whose file is refused"),
  TEAMS_PINNED(
      "portreeve.teams.pinned", "gauge", "Teams served as they were before their file was refused"),
  TEAM_REFUSALS("portreeve.team.refusals", "counter", "Team files refused"),
  TEAMS_MISNAMED(
      "portreeve.teams.misnamed",
      "gauge",
      "Files beside the team files that are not read because of their names, up to 100"),
  TEAMS_UNREADABLE(
      "portreeve.teams.unreadable", "gauge", "1 while the directory of the teams cannot be read"),
  TEAM_CHANGE_DELAY(
      "portreeve.team.change.delay.seconds",
      "gauge",
      "How long after it was written the last change in the database came into force here"),
  SOURCE_LOOK_AGE(
      "portreeve.source.look.age.seconds",
      "gauge",
      "Time since the last look at a source that ended well",
      "source"),
  SOURCE_STALENESS(
      "portreeve.source.staleness.seconds",
      "gauge",
      "How long what is in force may have been older than its source",
      "source"),
  STATE_UNSAVED(
      "portreeve.state.unsaved",
      "gauge",
      "1 while the set in force cannot be kept for the next start"),
  TLS_LEFT(
      "portreeve.tls.left.seconds",
      "gauge",
      "Time that the certificate in use has left, negative once it has expired"),
  TLS_REFUSED(
      "portreeve.tls.refused",
      "gauge",
      "1 while the TLS files are refused and the last good ones are in use"),
  CREDENTIALS_REFUSED(
      "portreeve.credentials.refused",
      "gauge",
      "1 while the file of credentials is refused and the last good one is in force"),
  CALLERS_REFUSED(
      "portreeve.callers.refused", "counter", "Requests refused because of who asks", "reason"),
  INSECURE(
      "portreeve.insecure",
      "gauge",
      "1 for what the operator does without off loopback: auth, tls",
      "without"),
  CALLBACKS(
      "portreeve.callbacks",
      "counter",
      "Attempts to tell what became of a request for approval",
      "result"),
  DECISION_LOG_WRITTEN("portreeve.decision.log.written", "counter", "Decisions recorded"),
  DECISION_LOG_LOST(
      "portreeve.decision.log.lost",
      "counter",
      "Decisions that were to be recorded and never will be"),
  DECISION_LOG_SAMPLED_OUT(
      "portreeve.decision.log.sampled.out", "counter", "Permits that sampling left out"),
  DECISION_LOG_WAITING(
      "portreeve.decision.log.waiting.bytes", "gauge", "Bytes of decisions not yet written"),
  DECISION_LOG_FAILING(
      "portreeve.decision.log.failing", "gauge", "1 while decisions cannot be written"),
  SPANS("portreeve.spans", "counter", "Checks that were traced"),
  SPANS_LOST(
      "portreeve.spans.lost", "counter", "Sampled checks that were not traced: too many waited"),
  LOG_DROPPED(
      "portreeve.log.dropped", "counter", "Log lines lost because standard error was not read"),
  LOG_SUPPRESSED(
      "portreeve.log.suppressed", "counter", "Log lines left out because they repeated others");

  private final String code;
  private final String kind;
  private final String description;
  private final String tags;

  Meters(String code, String kind, String description, String... tags) {
    this.code = code;
    this.kind = kind;
    this.description = description;
    this.tags = String.join(" ", tags);
  }

  /** Its name, with dots; scrapers see underscores. */
  public String code() {
    return code;
  }

  /** Counter, gauge or timer. */
  public String kind() {
    return kind;
  }

  public String description() {
    return description;
  }

  public List<String> tags() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1));
  }

  /** Its name as a scraper sees it. */
  public String scraped() {
    String base = code.replace('.', '_');
    return switch (kind) {
      case "counter" -> base + "_total";
      case "timer" -> base + "_seconds";
      default -> base;
    };
  }
}
