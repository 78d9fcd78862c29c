package dev.portreeve.engine.schema;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How requests for approval are kept.
 *
 * @param obligation the action of the obligation that has a request registered
 * @param kind the member of it that names the kind of request, and the fact that takes it
 * @param facts by type of resource that stands for requests: the facts that come from a member of
 *     the obligation of another name
 * @param days the member of the obligation that says for how many days the request waits, or empty
 * @param waits how long a request waits for which the obligation does not say it
 * @param approval what comes of one that is approved
 * @param mayChange the paths of facts that an approval is not bound to
 */
public record RequestSpec(
    String obligation,
    String kind,
    Map<String, Map<String, String>> facts,
    String days,
    Duration waits,
    ApprovalSpec approval,
    Set<String> mayChange) {

  /**
   * What an approval is good for.
   *
   * @param once whether it permits a single check
   * @param lasts how long it permits
   */
  public record ApprovalSpec(boolean once, Duration lasts) {}

  public RequestSpec {
    facts = Map.copyOf(facts);
    mayChange = Set.copyOf(mayChange);
  }
}
