package dev.portreeve.store;

import dev.portreeve.engine.yaml.Hash;

/**
 * One row of the audit.
 *
 * @param number from 1, without gaps
 * @param teams the ids of the teams it touched, a line each
 * @param record what was done, as a JSON object
 * @param hash over this row and the hash before it
 */
public record AuditRow(long number, String teams, String record, String hash) {
  /** The row that follows a hash: that of the row before, or for the first the store's epoch. */
  static AuditRow after(String hash, long number, String teams, String record) {
    return new AuditRow(number, teams, record, Hash.of(hash, Long.toString(number), teams, record));
  }

  /** Whether it is as it was when it was written after a hash. */
  boolean follows(String before) {
    return hash.equals(after(before, number, teams, record).hash);
  }
}
