package dev.portreeve.store;

/**
 * A request of a team as it is stored.
 *
 * @param id unique in the store
 * @param team its id
 * @param status {@code pending}, or what became of it
 * @param document what is asked for, as a JSON object
 */
public record StoredRequest(String id, String team, String status, String document) {
  /** The status of one that nobody has decided yet. */
  public static final String PENDING = "pending";

  /** The same request, decided. */
  public StoredRequest with(String decided, String now) {
    return new StoredRequest(id, team, decided, now);
  }
}
