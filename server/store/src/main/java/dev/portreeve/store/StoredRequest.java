package dev.portreeve.store;

import java.time.Instant;

/**
 * A request of a team as it is stored.
 *
 * @param id unique in the store
 * @param team its id
 * @param status {@code pending}, or what became of it
 * @param document what is asked for, as a JSON object
 * @param until when a pending request expires, or an approval ends
 * @param approval the id of the approval, unique in the store; empty: none
 */
public record StoredRequest(
    String id, String team, String status, String document, Instant until, String approval) {
  /** The status of one that nobody has decided yet. */
  public static final String PENDING = "pending";

  /** The status of one that somebody has approved. */
  public static final String APPROVED = "approved";

  /** The status of one that somebody has turned down. */
  public static final String DENIED = "denied";

  /** The status of one that nobody has decided in time. */
  public static final String EXPIRED = "expired";

  /** The status of one that was taken back. */
  public static final String CANCELLED = "cancelled";

  /** The same request, with what became of it. */
  public StoredRequest with(String decided, String now) {
    return new StoredRequest(id, team, decided, now, until, approval);
  }

  /** The same request, approved. */
  public StoredRequest approved(String now, Instant end, String approvalId) {
    return new StoredRequest(id, team, APPROVED, now, end, approvalId);
  }

  /** Whether somebody may still decide it. */
  public boolean open(Instant now) {
    return status.equals(PENDING) && now.isBefore(until);
  }

  /** What became of it, also where the store does not say yet that its time has passed. */
  public String statusAt(Instant now) {
    return status.equals(PENDING) && !open(now) ? EXPIRED : status;
  }
}
