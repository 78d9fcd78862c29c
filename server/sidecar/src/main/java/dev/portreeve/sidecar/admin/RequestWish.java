package dev.portreeve.sidecar.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody who asks for approval says beside the check.
 *
 * @param callback whom to tell what becomes of it: {@code endpoint}, {@code state}, {@code events};
 *     empty: nobody
 * @param until how long the approval is wanted; empty: as long as the policy set gives it
 */
record RequestWish(Map<String, Object> callback, Optional<Instant> until) {
  static final String CALLBACK = "callback";
  static final String UNTIL = "requested_until";
  static final String ENDPOINT = "endpoint";
  static final String STATE = "state";
  static final String EVENTS = "events";

  private static final Set<String> KNOWN =
      Set.of("approved", "denied", "expired", "cancelled", "failed", "partial");
  private static final int LONGEST = 2_000;

  /** Reads it. */
  static RequestWish of(Map<String, Object> body, RequestDesk desk) throws Problem {
    Map<String, Object> access = BoundTeam.members(body.getOrDefault("requested_access", Map.of()));
    Object until = access.get(UNTIL);
    return new RequestWish(
        body.containsKey(CALLBACK)
            ? callback(BoundTeam.members(body.getOrDefault(CALLBACK, Map.of())), desk)
            : Map.of(),
        until == null ? Optional.empty() : Optional.of(instant(String.valueOf(until))));
  }

  private static Instant instant(String text) throws Problem {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid("requested_access." + UNTIL, "must be a time such as 2026-05-01T00:15:00Z");
    }
  }

  private static Map<String, Object> callback(Map<String, Object> given, RequestDesk desk)
      throws Problem {
    Object endpoint = given.get(ENDPOINT);
    if (!(endpoint instanceof String url) || !allowed(url, desk)) {
      throw invalid(
          CALLBACK + "." + ENDPOINT, "is no URL that the operator has allowed (--callbacks)");
    }
    Map<String, Object> callback = new LinkedHashMap<>();
    callback.put(ENDPOINT, url);
    Object state = given.get(STATE);
    if (state != null) {
      if (!(state instanceof String text) || text.length() > LONGEST) {
        throw invalid(
            CALLBACK + "." + STATE, "must be a string of " + LONGEST + " characters at most");
      }
      callback.put(STATE, text);
    }
    Object events = given.get(EVENTS);
    if (events != null) {
      if (!(events instanceof List<?> list) || !KNOWN.containsAll(list)) {
        throw invalid(
            CALLBACK + "." + EVENTS,
            "must be a list of " + String.join(", ", KNOWN.stream().sorted().toList()));
      }
      callback.put(EVENTS, list);
    }
    return callback;
  }

  private static boolean allowed(String url, RequestDesk desk) {
    try {
      return url.length() <= LONGEST && desk.mayTell(new URI(url));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Problem invalid(String field, String what) {
    return new Problem(
        Problem.UNPROCESSABLE,
        "not a valid request",
        "`" + field + "` " + what,
        Map.of("field", field));
  }
}
