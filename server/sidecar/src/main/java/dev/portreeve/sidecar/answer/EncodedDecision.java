package dev.portreeve.sidecar.answer;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.schema.UnknownFact;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision as it is told. Safe for use by several threads. */
public final class EncodedDecision implements Answer {
  private final Decision decision;
  private final String policyVersion;
  private final String teamVersion;
  private final Extras extras;
  private final @Nullable Kept kept;

  /* What few requests ask for. */
  private record Extras(String id, List<UnknownFact> unknown) {
    private static final Extras NONE = new Extras("", List.of());
  }

  /** What an answer is sent as. */
  public enum Form {
    /** AuthZEN's JSON, in UTF-8. */
    JSON,
    /** A {@code CheckResponse}. */
    PROTOBUF
  }

  /** The bytes of an answer that is told often, which are the same under every team. */
  private static final class Kept {
    /* Threads that make the bytes at the same time make the same ones. */
    private volatile byte @Nullable [] json;
    private volatile byte @Nullable [] protobuf;
  }

  private EncodedDecision(
      Decision decision,
      String policyVersion,
      String teamVersion,
      Extras extras,
      @Nullable Kept kept) {
    this.decision = decision;
    this.policyVersion = policyVersion;
    this.teamVersion = teamVersion;
    this.extras = extras;
    this.kept = kept;
  }

  /**
   * An answer that is told once.
   *
   * @param decision as the policy made it
   * @param policyVersion the version of the policy set that it was made under
   * @param teamVersion the version of the team that it was made for, or empty when none is known
   */
  public static EncodedDecision once(Decision decision, String policyVersion, String teamVersion) {
    return new EncodedDecision(decision, policyVersion, teamVersion, Extras.NONE, null);
  }

  /** An answer that is told again and again: it keeps what it is sent as. */
  static EncodedDecision often(Decision decision, String policyVersion) {
    return new EncodedDecision(decision, policyVersion, "", Extras.NONE, new Kept());
  }

  /** The same answer for a team; what it is sent as is kept once for all teams. */
  EncodedDecision under(String version) {
    return version.equals(teamVersion)
        ? this
        : new EncodedDecision(decision, policyVersion, version, extras, kept);
  }

  /** The same answer with the id of the decision, for a caller that asked for it. */
  public EncodedDecision identified(String decisionId) {
    return with(new Extras(decisionId, extras.unknown));
  }

  /** The same answer with what the request says that the schema does not declare. */
  public EncodedDecision reporting(List<UnknownFact> unknown) {
    return with(new Extras(extras.id, List.copyOf(unknown)));
  }

  /** The same answer with nothing but the outcome, the reason and what must be carried out. */
  public EncodedDecision withReason() {
    return lean(decision.reason());
  }

  /** The same answer with nothing but what must be carried out. */
  public EncodedDecision withObligations() {
    return lean("");
  }

  private EncodedDecision lean(String reason) {
    Decision less =
        new Decision(
            decision.outcome(),
            reason,
            "",
            "",
            decision.obligations(),
            List.of(),
            List.of(),
            List.of(),
            Map.of());
    return new EncodedDecision(less, "", "", extras, null);
  }

  private EncodedDecision with(Extras more) {
    return new EncodedDecision(decision, policyVersion, teamVersion, more, kept);
  }

  public Decision decision() {
    return decision;
  }

  public String policyVersion() {
    return policyVersion;
  }

  /** The version of the team whose settings were in force, or empty when none is known. */
  public String teamVersion() {
    return teamVersion;
  }

  /** What identifies the decision, or empty when the caller did not ask. */
  public String id() {
    return extras.id;
  }

  /** The undeclared members of the request; empty when there are none or nobody is told. */
  public List<UnknownFact> unknown() {
    return extras.unknown;
  }

  /** Whether there is an id or an undeclared member to be told. */
  public boolean hasExtras() {
    return !extras.id.isEmpty() || !extras.unknown.isEmpty();
  }

  @Override
  public boolean permitted() {
    return decision.permitted();
  }

  /**
   * The answer in bytes without the version of its team, its id and undeclared members; not to be
   * changed, since an answer that is told often keeps them.
   *
   * @param encoder makes them, the same from the same decision, whatever else the answer says
   */
  public byte[] as(Form form, Function<? super EncodedDecision, byte[]> encoder) {
    if (kept == null) {
      return encoder.apply(this);
    }
    byte[] known = form == Form.JSON ? kept.json : kept.protobuf;
    return known != null ? known : make(form, encoder, kept);
  }

  private byte[] make(Form form, Function<? super EncodedDecision, byte[]> encoder, Kept into) {
    byte[] made = encoder.apply(this);
    if (form == Form.JSON) {
      into.json = made;
    } else {
      into.protobuf = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return decision + " under " + policyVersion;
  }
}
