package dev.portreeve.sidecar.management;

/** Whether this process lives and whether it should be asked. */
public interface Health {
  /** Whether everything that must run does; where it does not, only a restart helps. */
  boolean live();

  /** Whether checks are answered and will be for a while. */
  boolean ready();
}
