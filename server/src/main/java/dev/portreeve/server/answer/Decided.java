package dev.portreeve.server.answer;

import dev.portreeve.policy.decision.Decision;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision as it is told. Safe for use by several threads. */
public final class Decided implements Answer {
  private final Decision decision;
  private final String policyVersion;
  private final @Nullable AtomicReferenceArray<byte[]> kept;

  /** What an answer is sent as. */
  public enum Form {
    /** AuthZEN's JSON, in UTF-8. */
    JSON,
    /** A {@code CheckResponse}. */
    PROTOBUF
  }

  private static final int FORMS = Form.values().length;

  private Decided(
      Decision decision, String policyVersion, @Nullable AtomicReferenceArray<byte[]> kept) {
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
    return new Decided(decision, policyVersion, new AtomicReferenceArray<>(FORMS));
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
   * The answer in bytes; not to be changed, since an answer that is told often keeps them.
   *
   * @param encoder makes them, the same from the same answer
   */
  @SuppressWarnings("EnumOrdinal") // an index, as in an EnumMap, which threads could not share
  public byte[] as(Form form, Function<? super Decided, byte[]> encoder) {
    byte[] known = kept == null ? null : kept.get(form.ordinal());
    if (known == null) {
      known = encoder.apply(this);
      if (kept != null) {
        kept.set(form.ordinal(), known);
      }
    }
    return known;
  }

  @Override
  public String toString() {
    return decision + " under " + policyVersion;
  }
}
