package dev.portreeve.server.answer;

import dev.portreeve.policy.decision.Decision;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision as it is told. Safe for use by several threads. */
public final class Decided implements Answer {
  private final Decision decision;
  private final String policyVersion;
  private final @Nullable Kept kept;

  /** What an answer that is told often has been sent as. */
  private static final class Kept {
    private volatile @Nullable Buffer json;
    private volatile @Nullable Buffer protobuf;
  }

  private Decided(Decision decision, String policyVersion, @Nullable Kept kept) {
    this.decision = decision;
    this.policyVersion = policyVersion;
    this.kept = kept;
  }

  /**
   * An answer that is told once.
   *
   * @param decision as the policy made it
   * @param policyVersion the version of the policy set that it was made under
   */
  public static Decided once(Decision decision, String policyVersion) {
    return new Decided(decision, policyVersion, null);
  }

  /** An answer that is told again and again: it keeps what it is sent as. */
  static Decided often(Decision decision, String policyVersion) {
    return new Decided(decision, policyVersion, new Kept());
  }

  public Decision decision() {
    return decision;
  }

  public String policyVersion() {
    return policyVersion;
  }

  @Override
  public boolean permitted() {
    return decision.permitted();
  }

  /**
   * The answer as JSON; not to be changed.
   *
   * @param encoder makes it, the same from the same answer
   */
  public Buffer json(Function<? super Decided, Buffer> encoder) {
    Buffer known = kept == null ? null : kept.json;
    if (known == null) {
      known = encoder.apply(this);
      if (kept != null) {
        kept.json = known;
      }
    }
    return known;
  }

  /**
   * The answer as a message; not to be changed.
   *
   * @param encoder makes it, the same from the same answer
   */
  public Buffer protobuf(Function<? super Decided, Buffer> encoder) {
    Buffer known = kept == null ? null : kept.protobuf;
    if (known == null) {
      known = encoder.apply(this);
      if (kept != null) {
        kept.protobuf = known;
      }
    }
    return known;
  }

  @Override
  public String toString() {
    return decision + " under " + policyVersion;
  }
}
