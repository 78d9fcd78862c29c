package dev.portreeve.store;

import dev.portreeve.engine.yaml.Hash;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the audit.
 *
 * @param number from 1, without gaps
 * @param teams the ids of the teams it touched, a line each
 * @param record what was done, as a JSON object
 * @param hash over this row and the hash before it
 */
public record AuditRow(long number, String teams, String record, String hash) {
  private static final Pattern AT = Pattern.compile("\\{\"at\": \"([^\"]{1,40})\"");

  /** The row that follows a hash: that of the row before, or for the first the store's epoch. */
  static AuditRow after(String hash, long number, String teams, String record) {
    return new AuditRow(number, teams, record, Hash.of(hash, Long.toString(number), teams, record));
  }

  /** Whether it is as it was when it was written after a hash. */
  boolean follows(String before) {
    return hash.equals(after(before, number, teams, record).hash);
  }

  /** When the change was made, or empty where the record does not begin with it. */
  Optional<Instant> at() {
    Matcher at = AT.matcher(record);
    try {
      return at.lookingAt() ? Optional.of(Instant.parse(at.group(1))) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
