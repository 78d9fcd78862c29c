package dev.portreeve.sidecar.admin;

import java.util.concurrent.Executor;

/**
 * The threads that answer requests of the admin API, where waiting for the database is allowed.
 *
 * @param usual for most
 * @param large one alone, for bodies that take many times their length once they are read
 */
public record AdminWorkers(Executor usual, Executor large) {
  private static final int LARGE = 64 << 10;

  Executor of(AdminRequest request) {
    return request.body().length() > LARGE ? large : usual;
  }
}
