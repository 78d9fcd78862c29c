package dev.portreeve.store;

import java.util.Locale;

/**
 * What an identity provider says of a user or group of a team, as it is stored.
 *
 * @param team its id
 * @param kind whether it is a user or a group
 * @param id which the identity provider knows it by; unique among those of its kind in the team
 * @param name of the member or of the group in the team
 * @param document what the team says nothing of, as a JSON object
 */
public record ProvisionedEntry(String team, Kind kind, String id, String name, String document) {

  /** What an entry is about. */
  public enum Kind {
    USER,
    GROUP;

    /** What exported files call it. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
