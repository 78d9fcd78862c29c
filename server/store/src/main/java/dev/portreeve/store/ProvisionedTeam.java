package dev.portreeve.store;

import java.util.List;

/**
 * A team as it is stored, with what identity providers say of its users and groups.
 *
 * @param team as checks see it
 * @param entries of its users and groups, in no order
 */
public record ProvisionedTeam(StoredTeam team, List<ProvisionedEntry> entries) {
  public ProvisionedTeam {
    entries = List.copyOf(entries);
  }
}
