package dev.portreeve.sidecar.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One entry of the file of credentials: how its holder proves who it is, and the caller it is. */
final class Credential {
  private final Proof proof;
  private final Caller caller;

  /*
   * The secret that was last verified, as it was presented. Comparing with it costs some ten
   * nanoseconds where the hash costs a tenth of a second. It lives as long as the hash stands in the file.
   */
  private volatile byte @Nullable [] verified;

  /** How a holder proves who it is. */
  sealed interface Proof {
    /** An API key: {@code ID.SECRET}. */
    record Key(SecretHash hash) implements Proof {}

    /** A password, with the id as the user's name. */
    record Password(SecretHash hash) implements Proof {}

    /** A name in a client certificate; a star at the end stands for any ending. */
    record Certificate(String name) implements Proof {}

    /** The user of a process that asks over a unix socket. */
    record Uid(int uid) implements Proof {}
  }

  Credential(Proof proof, Caller caller) {
    this.proof = proof;
    this.caller = caller;
  }

  Proof proof() {
    return proof;
  }

  Caller caller() {
    return caller;
  }

  /**
   * This entry in the place of an older one. A secret that was verified need not be again where it
   * is proved by the same hash, whatever its holder may ask now.
   */
  Credential after(Credential older) {
    Credential now = new Credential(proof, caller);
    now.verified = proof.equals(older.proof) ? older.verified : null;
    return now;
  }

  /** Whether this secret has been verified before. */
  boolean knows(String secret) {
    byte[] known = verified;
    return known != null && MessageDigest.isEqual(known, bytes(secret));
  }

  /** Verifies a secret; slow. */
  boolean verify(String secret) {
    Optional<SecretHash> hash =
        proof instanceof Proof.Key key
            ? Optional.of(key.hash())
            : proof instanceof Proof.Password password
                ? Optional.of(password.hash())
                : Optional.empty();
    boolean good = hash.isPresent() && hash.get().matches(secret);
    if (good) {
      verified = bytes(secret);
    }
    return good;
  }

  private static byte[] bytes(String secret) {
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
