package dev.portreeve.bench.peers;

/**
 * Another engine with checks made ready for it: may this be exported, yes or no? It need give
 * neither reason nor advice, so it does less than a policy.
 */
public interface Peer {
  /**
   * The answer to one check.
   *
   * @param check its place in the mix
   */
  boolean permits(int check);
}
