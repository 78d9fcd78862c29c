package dev.portreeve.engine;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.compiled.CompiledPolicy;
import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.compiled.PartialPolicy;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.DirectoryIndex;
import dev.portreeve.engine.facts.EntityDirectory;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.Decisions;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.Requirements;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.oracle.PolicyFailure;
import dev.portreeve.engine.routes.RouteMap;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy set, compiled: answers checks. Immutable and safe for use by several threads; deciding
 * does no I/O, takes no lock and throws nothing.
 */
public final class Snapshot {
  private final String version;
  private final PolicySetContext shared;
  private final Schema schema;
  private final Messages messages;
  private final Map<String, PolicyEntry> policies;
  private final NameTable<PolicyEntry> table;
  private final TypeNames subjectTypes;
  private final int dryRunSlot;
  private final int supportSlot;
  private final int teamSlot;
  private final Decision unknownTeam;
  private final Decision unknownAction;
  private final Decision wrongSubject;
  private final Decision wrongResource;
  private final Decision wrongDryRun;
  private final Decision wrongSupport;
  private final RouteMap routes;
  private final DirectoryIndex directory;
  private final EntityDirectory entries;
  private final LazyValue<Set<String>> obligationTypes;

  /* By action; threads that make one at the same time make the same. */
  private final Map<String, PartialPolicy> partial = new ConcurrentHashMap<>();

  Snapshot(
      String version,
      PolicySetContext shared,
      Map<String, PolicyEntry> policies,
      RouteMap routes,
      DirectoryIndex directory) {
    this.version = version;
    this.shared = shared;
    this.schema = shared.schema();
    this.messages = shared.messages();
    this.policies = Map.copyOf(policies);
    this.table = new NameTable<>(policies);
    this.subjectTypes = new TypeNames(schema.subjectTypes());
    this.dryRunSlot = schema.dryRunSlot();
    this.supportSlot = schema.supportedObligationsSlot();
    this.teamSlot = schema.team().map(Fact::slot).orElse(-1);
    this.unknownTeam = engine(Reasons.UNKNOWN_TEAM, messages);
    this.unknownAction = engine(Reasons.UNKNOWN_ACTION, messages);
    this.wrongSubject = invalid("subject.type", messages);
    this.wrongResource = invalid("resource.type", messages);
    this.wrongDryRun = invalid("context.dry_run", messages);
    this.wrongSupport = invalid("context.supported_obligations", messages);
    this.obligationTypes = new LazyValue<>(() -> ObligationTypes.of(this));
    this.routes = routes;
    this.directory = directory;
    this.entries = directory.entries();
  }

  /** The hash of the set's texts. */
  public String version() {
    return version;
  }

  public Schema schema() {
    return schema;
  }

  public Messages messages() {
    return messages;
  }

  public Requirements requirements() {
    return shared.requirements().get();
  }

  /** Which route of a service is which action. */
  public RouteMap routes() {
    return routes;
  }

  /** What the set itself knows of subjects and resources. */
  public EntityDirectory directory() {
    return entries;
  }

  DirectoryIndex directoryIndex() {
    return directory;
  }

  /** What several policies share, in the order of its file. */
  public List<Definition> definitions() {
    return shared.environment().definitions();
  }

  /** The names of the policies, which are the actions they decide. */
  public Set<String> policies() {
    return Collections.unmodifiableSet(policies.keySet());
  }

  /** What is decided before every action's own policy. */
  public Guards guards() {
    return shared.guards();
  }

  /** An action's own policy, which decides what the guards leave open, or empty. */
  public Optional<Policy> policy(String action) {
    return Optional.ofNullable(policies.get(action)).map(PolicyEntry::policy);
  }

  /** The types of obligation, as the AuthZEN Obligations profile names them, that may be issued. */
  public Set<String> obligationTypes() {
    return obligationTypes.get();
  }

  /**
   * The form of an action's policy, behind the guards, that is evaluated as far as a check tells.
   *
   * @param action that the set decides
   * @throws NotExpressible when the policy has no such form
   */
  public PartialPolicy partial(String action) throws NotExpressible {
    PartialPolicy known = partial.get(action);
    if (known == null) {
      PolicyEntry entry = requireNonNull(policies.get(action));
      ActionSpec spec = schema.action(action).orElseThrow();
      known =
          shared.compiler().partial(guards(), guards().of(spec), entry.policy(), shared.oracle());
      partial.put(action, known);
    }
    return known;
  }

  /**
   * The denial of a check that reaches no policy, whatever its facts; empty when it reaches one, to
   * which the frame is then fitted.
   *
   * @param team the one the frame names, or null when none is known
   */
  public Optional<Decision> refusal(Frame frame, @Nullable Team team) {
    return team == null && namesTeam(frame)
        ? Optional.of(unknownTeam)
        : Optional.ofNullable(prepare(frame, table.find(frame.actionName())));
  }

  /** The reference form of the policy that decides an action, or empty. */
  public Optional<OraclePolicy> oracle(String action) {
    return Optional.ofNullable(policies.get(action)).map(PolicyEntry::oracle);
  }

  /** The policies that do not compile and are left to cel-java's runtime, each with the reason. */
  public Map<String, String> fallbacks() {
    Map<String, String> fallbacks = new TreeMap<>();
    policies.forEach(
        (name, entry) -> {
          if (!entry.fallback().isEmpty()) {
            fallbacks.put(name, entry.fallback());
          }
        });
    return fallbacks;
  }

  /** The decisions that are one object for the life of this snapshot: those of no computed part. */
  public Set<Decision> constants() {
    Set<Decision> constants = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(
        constants,
        unknownTeam,
        unknownAction,
        wrongSubject,
        wrongResource,
        wrongDryRun,
        wrongSupport);
    for (PolicyEntry entry : policies.values()) {
      if (entry.decider() instanceof CompiledPolicy compiled) {
        constants.addAll(compiled.constants());
      }
    }
    return constants;
  }

  PolicySetContext shared() {
    return shared;
  }

  @Nullable PolicyEntry entry(String action) {
    return policies.get(action);
  }

  Collection<PolicyEntry> entries() {
    return policies.values();
  }

  /**
   * Decides a check for which no team is known; one that names a team is denied as {@code
   * unknown_team}.
   *
   * @param frame made with this snapshot's schema
   */
  public Decision decide(Frame frame) {
    return namesTeam(frame) ? unknownTeam : run(frame, null);
  }

  /**
   * Decides a check.
   *
   * @param frame made with this snapshot's schema
   * @param team the one the frame names, bound to this snapshot's schema
   */
  public Decision decide(Frame frame, Team team) {
    return run(frame, team);
  }

  /** Decides a check by the reference form, watched: for coverage and mutation runs. */
  public Decision decide(Frame frame, @Nullable Team team, ConstantProbe probe) {
    return decide(
        frame, team, oracle -> (sameFrame, sameTeam) -> oracle.decide(sameFrame, sameTeam, probe));
  }

  /**
   * Decides a check by a form made of the reference form: for coverage and mutation runs.
   *
   * @param team the one the frame names, or null when none is known
   */
  public Decision decide(Frame frame, @Nullable Team team, Function<OraclePolicy, Decider> form) {
    if (team == null && namesTeam(frame)) {
      return unknownTeam;
    }
    PolicyEntry entry = table.find(frame.actionName());
    Decision refusal = prepare(frame, entry);
    return refusal != null
        ? refusal
        : judged(form.apply(requireNonNull(entry).oracle()).decide(frame, team), frame);
  }

  /**
   * Why a check was denied as {@code policy_error}: decides it once more by the reference form.
   * Empty when that form decides it, which makes the error one of the compiled form.
   *
   * @param team the one the frame names, or null when none is known
   */
  public Optional<PolicyFailure> failure(Frame frame, @Nullable Team team) {
    return oracle(frame.actionName()).flatMap(policy -> policy.failure(frame, team));
  }

  private Decision run(Frame frame, @Nullable Team team) {
    PolicyEntry entry = table.find(frame.actionName());
    Decision refusal = prepare(frame, entry);
    return refusal != null
        ? refusal
        : judged(requireNonNull(entry).decider().decide(frame, team), frame);
  }

  private Decision judged(Decision decision, Frame frame) {
    return frame.value(supportSlot) == null
        ? decision
        : ObligationSupport.judge(decision, frame, supportSlot, messages);
  }

  /** Fits the frame to its policy, or returns the denial of a check that reaches none. */
  private @Nullable Decision prepare(Frame frame, @Nullable PolicyEntry entry) {
    frame.directory(entries);
    int subjectType = subjectTypes.indexOf(frame.subjectType());
    if (subjectType < 0) {
      return wrongSubject;
    }
    if (frame.value(dryRunSlot) instanceof InvalidValue) {
      return wrongDryRun;
    }
    if (frame.value(supportSlot) instanceof InvalidValue) {
      return wrongSupport;
    }
    if (entry == null) {
      return unknownAction;
    }
    return entry.fit(frame, subjectType) ? null : wrongResource;
  }

  /** The denial of a check for a reason of the engine's own, one of {@link Reasons}. */
  public Decision denial(String reason) {
    return engine(reason, messages);
  }

  /** The denial of a check because of what stands at a path of the request. */
  public Decision invalidFact(String path) {
    return invalid(path, messages);
  }

  /** The denial of a check that lacks a fact, or has it in the wrong form. */
  public Decision denial(FactProblem problem) {
    Decision denial = Decisions.denial(problem);
    return denial.spoken("", messages.text(denial.reason(), "", ""));
  }

  private boolean namesTeam(Frame frame) {
    return teamSlot >= 0 && frame.teamId().isPresent();
  }

  private static Decision engine(String reason, Messages messages) {
    return Decisions.of(Outcome.DENY, reason).spoken("", messages.text(reason, "", ""));
  }

  private static Decision invalid(String path, Messages messages) {
    return Decisions.invalidFact(path).spoken("", messages.text(Reasons.INVALID_FACT, "", ""));
  }
}
