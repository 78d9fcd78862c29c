package dev.portreeve.engine;

import dev.portreeve.engine.analysis.PolicyAnalysis;
import dev.portreeve.engine.compiled.LatePolicy;
import dev.portreeve.engine.compiled.PolicyCompiler;
import dev.portreeve.engine.facts.DirectoryIndex;
import dev.portreeve.engine.facts.DirectoryLimits;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.DefinitionsReader;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.PolicyReader;
import dev.portreeve.engine.lang.Requirements;
import dev.portreeve.engine.lang.SourcePlaces;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.routes.RouteMap;
import dev.portreeve.engine.routes.RoutesReader;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.typecheck.TypeCheckedSet;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads policy sets. Pure: the same texts give the same snapshot. */
public final class PolicySetLoader {
  private PolicySetLoader() {}

  /** Loads a set from its texts alone. */
  public static LoadResult load(PolicySetFiles files) {
    return new Loading(files, null, TypeCheckStore.NONE).load();
  }

  /** Loads a set, whose expressions need no check when the store knows them to be good. */
  public static LoadResult load(PolicySetFiles files, TypeCheckStore store) {
    return new Loading(files, null, store).load();
  }

  /** Loads a set, taking over what has not changed since an earlier snapshot. */
  public static LoadResult load(PolicySetFiles files, Snapshot previous) {
    return new Loading(files, previous, TypeCheckStore.NONE).load();
  }

  /**
   * The same with a store of expressions that are known to be good. While only policies change, the
   * store is neither asked nor told, since checking one policy takes no longer; so now and then
   * {@link #keep} is to follow.
   */
  public static LoadResult load(PolicySetFiles files, Snapshot previous, TypeCheckStore store) {
    return new Loading(files, previous, store).load();
  }

  /**
   * The same for whoever decides a few checks and ends: a policy is compiled when it first decides.
   */
  public static LoadResult loadLate(PolicySetFiles files, TypeCheckStore store) {
    Loading loading = new Loading(files, null, store);
    loading.late = true;
    return loading.load();
  }

  /** Has a store keep what a snapshot's expressions were checked to, if it does not already. */
  public static void keep(Snapshot snapshot, TypeCheckStore store) {
    PolicySetContext shared = snapshot.shared();
    TypeCheckedSet checked = TypeCheckedSet.open(store, shared.hash());
    checked.retain(shared.environment());
    shared
        .guards()
        .document()
        .ifPresent(
            guards ->
                checked.retain(key(shared.hash(), guards.file()), guards, shared.environment()));
    snapshot
        .entries()
        .forEach(entry -> checked.retain(entry.key(), entry.policy(), shared.environment()));
    checked.keep();
  }

  /** The hash of everything that the type-checking of a policy file depends on. */
  private static String key(String shared, SourceFile file) {
    return Hash.of(shared, file.name(), file.text());
  }

  /** The same for what it says of one action. */
  private static String key(String shared, SourceFile file, String action) {
    return Hash.of(key(shared, file), action);
  }

  /** What decides one action: its own file, or that of its group. */
  private record Written(SourceFile file, String action) {}

  /** What came of one policy file. */
  private record One(Optional<PolicyEntry> entry, List<Diagnostic> problems) {}

  /** One run of the loader. */
  private static final class Loading {
    private final PolicySetFiles files;
    private final @Nullable Snapshot previous;
    private final String sharedHash;

    /** The previous snapshot if nothing but its policies can have changed since. */
    private final @Nullable Snapshot sharing;

    private final TypeCheckedSet checked;
    private final List<Diagnostic> problems = new ArrayList<>();
    private boolean late;

    Loading(PolicySetFiles files, @Nullable Snapshot previous, TypeCheckStore store) {
      this.files = files;
      this.previous = previous;
      this.sharedHash = sharedHash();
      boolean shares = previous != null && previous.shared().hash().equals(sharedHash);
      this.sharing = shares ? previous : null;
      this.checked = TypeCheckedSet.open(shares ? TypeCheckStore.NONE : store, sharedHash);
    }

    LoadResult load() {
      files.files().values().forEach(this::expectName);
      Optional<PolicySetContext> shared = shared();
      if (shared.isEmpty()) {
        return new LoadResult.Refused(problems);
      }
      Map<String, PolicyEntry> policies = policies(shared.get());
      RouteMap routes = routes(shared.get().schema());
      DirectoryIndex directory = directory(shared.get().schema());
      if (!problems.isEmpty()) {
        return new LoadResult.Refused(problems);
      }
      checked.keep();
      return new LoadResult.Loaded(
          new Snapshot(files.hash(), shared.get(), policies, routes, directory));
    }

    private void expectName(SourceFile file) {
      SetFileNames.meant(file.name())
          .ifPresent(
              meant ->
                  problems.add(
                      new Diagnostic(
                          file.withheld(),
                          Position.START,
                          "a set has no `" + file.name() + "`, so it would not be read",
                          "call it `" + meant + "`")));
    }

    /** What all policies depend on, or empty when there is no schema to read them by. */
    private Optional<PolicySetContext> shared() {
      return sharing != null ? Optional.of(sharing.shared()) : schema().map(this::shared);
    }

    private PolicySetContext shared(Schema schema) {
      LazyValue<Requirements> requirements = new LazyValue<>(() -> requirements(new ArrayList<>()));
      if (!checked.known()) {
        Requirements read = requirements(problems);
        requirements = new LazyValue<>(() -> read);
      }
      Messages messages =
          files
              .find(PolicySetFiles.MESSAGES)
              .map(file -> Messages.read(file, schema.actions().keySet(), problems))
              .orElseGet(Messages::none);
      Environment environment = environment(schema);
      return new PolicySetContext(
          sharedHash,
          schema,
          messages,
          requirements,
          environment,
          guards(
              schema, environment, new PolicyReader(schema, environment, messages, requirements)),
          new OracleSet(environment));
    }

    private Guards guards(Schema schema, Environment environment, PolicyReader reader) {
      Optional<SourceFile> file = files.find(PolicySetFiles.GUARDS);
      if (file.isEmpty()) {
        return Guards.none();
      }
      String key = key(sharedHash, file.get());
      Optional<Policy> known = checked.policy(key, file.get(), environment);
      if (known.isPresent()) {
        return new Guards(known);
      }
      SourcePlaces places = new SourcePlaces();
      Guards read = reader.readGuards(file.get(), places, problems);
      problems.addAll(new PolicyAnalysis(schema, environment, places).guards(read));
      read.document().ifPresent(document -> checked.add(key, document, environment));
      return read;
    }

    private Requirements requirements(List<Diagnostic> found) {
      return files
          .find(PolicySetFiles.REQUIREMENTS)
          .map(file -> Requirements.read(file, found))
          .orElseGet(Requirements::none);
    }

    private Environment environment(Schema schema) {
      Optional<SourceFile> file = files.find(PolicySetFiles.DEFINITIONS);
      if (file.isEmpty()) {
        return DefinitionsReader.none(schema);
      }
      Optional<Environment> known = checked.definitions(Environment.of(schema));
      if (known.isPresent()) {
        return known.get();
      }
      SourcePlaces places = new SourcePlaces();
      Environment read = DefinitionsReader.read(schema, file.get(), places, problems);
      problems.addAll(new PolicyAnalysis(schema, read, places).definitions());
      checked.add(read);
      return read;
    }

    private Optional<Schema> schema() {
      Optional<SourceFile> file = files.find(PolicySetFiles.SCHEMA);
      if (file.isEmpty()) {
        SourceFile absent = new SourceFile(PolicySetFiles.SCHEMA, "");
        problems.add(
            new Diagnostic(
                absent, Position.START, "the set has no schema.yaml", "is this a policy set?"));
      }
      return file.flatMap(f -> SchemaReader.read(f, problems));
    }

    private RouteMap routes(Schema schema) {
      return files
          .find(PolicySetFiles.ROUTES)
          .map(file -> RoutesReader.read(schema, file, problems))
          .orElseGet(RouteMap::none);
    }

    private DirectoryIndex directory(Schema schema) {
      List<SourceFile> written =
          files.files().values().stream()
              .filter(file -> file.name().startsWith(PolicySetFiles.DIRECTORY))
              .toList();
      written.stream()
          .filter(file -> file.name().endsWith(".yml"))
          .forEach(
              file ->
                  problems.add(
                      new Diagnostic(
                          file.withheld(),
                          Position.START,
                          "files of the directory are `.yaml` files",
                          "rename it to `.yaml`")));
      Snapshot before = previous;
      DirectoryIndex known =
          before != null && before.schema().hash().equals(schema.hash())
              ? before.directoryIndex()
              : null;
      return written.isEmpty()
          ? DirectoryIndex.NONE
          : DirectoryIndex.of(schema, DirectoryLimits.here(), written, known, problems);
    }

    private Map<String, PolicyEntry> policies(PolicySetContext shared) {
      PolicyCompiler compiler = shared.compiler();
      List<Written> written = new ArrayList<>();
      files.files().values().stream()
          .filter(file -> file.name().startsWith(PolicySetFiles.ACTIONS))
          .forEach(
              file ->
                  shared
                      .schema()
                      .decidedBy(file.stem())
                      .forEach(action -> written.add(new Written(file, action))));
      // At a start nothing else wants the processors; a reload leaves them to the checks.
      Stream<Written> each = previous == null ? written.parallelStream() : written.stream();
      Map<String, PolicyEntry> policies = new HashMap<>();
      for (One one : each.map(policy -> one(policy, shared, compiler)).toList()) {
        one.problems().stream()
            .filter(problem -> !problems.contains(problem))
            .forEach(problems::add);
        one.entry().ifPresent(entry -> policies.put(entry.action(), entry));
      }
      expectAll(shared.schema());
      return policies;
    }

    private One one(Written written, PolicySetContext shared, PolicyCompiler compiler) {
      SourceFile file = written.file();
      if (file.name().endsWith(".yml")) {
        String help = "rename it to `.yaml`";
        Diagnostic problem =
            new Diagnostic(file, Position.START, "policies are `.yaml` files", help);
        return new One(Optional.empty(), List.of(problem));
      }
      PolicyEntry known = sharing == null ? null : sharing.entry(written.action());
      if (known != null && known.policy().file().equals(file)) {
        return new One(Optional.of(known), List.of());
      }
      String key = key(shared.hash(), file, written.action());
      if (late && checked.known() && checked.knows(key)) {
        // It is good, so that it need not be read before it decides.
        LazyValue<Policy> policy =
            new LazyValue<>(() -> policy(key, written, shared, new ArrayList<>()).orElseThrow());
        return new One(
            Optional.of(late(key, written.action(), policy, shared, compiler)), List.of());
      }
      List<Diagnostic> found = new ArrayList<>();
      return new One(
          policy(key, written, shared, found).map(policy -> entry(key, policy, shared, compiler)),
          found);
    }

    private Optional<Policy> policy(
        String key, Written written, PolicySetContext shared, List<Diagnostic> found) {
      SourceFile file = written.file();
      Optional<Policy> known = checked.policy(key, file, shared.environment());
      if (known.isPresent()) {
        return known;
      }
      SourcePlaces places = new SourcePlaces();
      Optional<Policy> read =
          shared.reader().read(file, written.action(), shared.guards(), places, found);
      PolicyAnalysis analysis = new PolicyAnalysis(shared.schema(), shared.environment(), places);
      read.ifPresent(policy -> found.addAll(analysis.policy(policy)));
      if (!found.isEmpty()) {
        return Optional.empty();
      }
      read.ifPresent(policy -> checked.add(key, policy, shared.environment()));
      return read;
    }

    private PolicyEntry entry(
        String key, Policy policy, PolicySetContext shared, PolicyCompiler compiler) {
      LazyValue<Policy> known = new LazyValue<>(() -> policy);
      if (late) {
        return late(key, policy.name(), known, shared, compiler);
      }
      ActionSpec spec = shared.schema().action(policy.name()).orElseThrow();
      OraclePolicy oracle = oracle(policy, shared);
      PolicyCompiler.Result result = compiler.compile(shared.guards().of(spec), policy);
      Decider decider =
          result instanceof PolicyCompiler.Result.Compiled compiled ? compiled.policy() : oracle;
      String reason =
          result instanceof PolicyCompiler.Result.Fallback fallback ? fallback.reason() : "";
      return new PolicyEntry(
          key, spec, known, new LazyValue<>(() -> oracle), decider, reason, shared.schema());
    }

    private PolicyEntry late(
        String key,
        String action,
        LazyValue<Policy> policy,
        PolicySetContext shared,
        PolicyCompiler compiler) {
      ActionSpec spec = shared.schema().action(action).orElseThrow();
      LazyValue<OraclePolicy> oracle = new LazyValue<>(() -> oracle(policy.get(), shared));
      LatePolicy uncompiled =
          new LatePolicy(
              () -> compiler.compile(shared.guards().of(spec), policy.get()), oracle::get);
      return new PolicyEntry(key, spec, policy, oracle, uncompiled, "", shared.schema());
    }

    private static OraclePolicy oracle(Policy policy, PolicySetContext shared) {
      return shared.oracle().policy(shared.guards(), policy, shared.messages());
    }

    /** The hash of what every policy of the set depends on. */
    private String sharedHash() {
      return Hash.of(
          List.of(
                  PolicySetFiles.SCHEMA,
                  PolicySetFiles.DEFINITIONS,
                  PolicySetFiles.GUARDS,
                  PolicySetFiles.MESSAGES,
                  PolicySetFiles.REQUIREMENTS)
              .stream()
              .map(path -> files.find(path).map(file -> "+" + file.text()).orElse(""))
              .toArray(String[]::new));
    }

    private void expectAll(Schema schema) {
      SourceFile file = files.find(PolicySetFiles.SCHEMA).orElseThrow();
      for (ActionSpec action : schema.actions().values()) {
        String path = PolicySetFiles.ACTIONS + schema.policyOf(action.name()) + ".yaml";
        if (files.find(path).isEmpty()) {
          String message = "action `" + action.name() + "` has no policy";
          problems.add(new Diagnostic(file, action.position(), message, "write " + path));
        }
      }
    }
  }
}
