package dev.portreeve.sidecar;

import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreSource;
import dev.portreeve.store.TeamStore;
import java.util.Optional;

/**
 * Where the teams come from.
 *
 * @param source has the policy set and the teams
 * @param store the database of the teams, which can be written; empty: they are files
 */
record TeamOrigin(PolicySource source, Optional<TeamStore> store) {
  static TeamOrigin open(ServerConfig config) throws StartFailed {
    PolicySource files = new DirectorySource(config.policies(), config.teams());
    if (config.store().isEmpty()) {
      return new TeamOrigin(files, Optional.empty());
    }
    try {
      TeamStore store = TeamStore.open(config.store().get());
      return new TeamOrigin(new StoreSource(files, store), Optional.of(store));
    } catch (StoreException e) {
      files.close();
      throw new StartFailed(e.problem(), e);
    }
  }
}
