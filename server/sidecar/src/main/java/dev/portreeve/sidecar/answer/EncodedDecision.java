package dev.portreeve.sidecar.answer;

import dev.portreeve.engine.decision.Decision;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision as it is told. Safe for use by several threads. */
public final class EncodedDecision implements Answer {
  private final Decision decision;
  private final String policyVersion;
  private final boolean often;

  /* Threads that make the bytes at the same time make the same ones. */
  private volatile byte @Nullable [] json;
  private volatile byte @Nullable [] protobuf;

  /** What an answer is sent as. */
  public enum Form {
    /** AuthZEN's JSON, in UTF-8. */
    JSON,
    /** A {@code CheckResponse}. */
    PROTOBUF
  }

  private EncodedDecision(Decision decision, String policyVersion, boolean often) {
    this.decision = decision;
    this.policyVersion = policyVersion;
    this.often = often;
  }

  /**
   * An answer that is told once.
   *
   * @param decision as the policy made it
   * @param policyVersion the version of the policy set that it was made under
   */
  public static EncodedDecision once(Decision decision, String policyVersion) {
    return new EncodedDecision(decision, policyVersion, false);
  }

  /** An answer that is told again and again: it keeps what it is sent as. */
  static EncodedDecision often(Decision decision, String policyVersion) {
    return new EncodedDecision(decision, policyVersion, true);
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
  public byte[] as(Form form, Function<? super EncodedDecision, byte[]> encoder) {
    byte[] known = form == Form.JSON ? json : protobuf;
    return known != null ? known : make(form, encoder);
  }

  private byte[] make(Form form, Function<? super EncodedDecision, byte[]> encoder) {
    byte[] made = encoder.apply(this);
    if (often && form == Form.JSON) {
      json = made;
    } else if (often) {
      protobuf = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return decision + " under " + policyVersion;
  }
}
