package dev.portreeve.policy;

import dev.portreeve.policy.checked.CheckedSet;
import dev.portreeve.policy.checked.CheckedStore;
import dev.portreeve.policy.compiled.PolicyCompiler;
import dev.portreeve.policy.lang.Catalogue;
import dev.portreeve.policy.lang.DefinitionsReader;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Lazy;
import dev.portreeve.policy.lang.Messages;
import dev.portreeve.policy.lang.Policy;
import dev.portreeve.policy.oracle.OraclePolicy;
import dev.portreeve.policy.oracle.OracleSet;
import dev.portreeve.policy.routes.RouteMap;
import dev.portreeve.policy.routes.RoutesReader;
import dev.portreeve.policy.schema.ActionSpec;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.schema.SchemaReader;
import dev.portreeve.policy.source.Diagnostic;
import dev.portreeve.policy.source.Hash;
import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.source.SourceFile;
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
    return new Loading(files, null, CheckedStore.NONE).load();
  }

  /** Loads a set, whose expressions need no check when the store knows them to be good. */
  public static LoadResult load(PolicySetFiles files, CheckedStore store) {
    return new Loading(files, null, store).load();
  }

  /** Loads a set, taking over what has not changed since an earlier snapshot. */
  public static LoadResult load(PolicySetFiles files, Snapshot previous) {
    return new Loading(files, previous, CheckedStore.NONE).load();
  }

  /**
   * The same with a store of expressions that are known to be good. While only policies change, the
   * store is neither asked nor told, since checking one policy takes no longer; so now and then
   * {@link #keep} is to follow.
   */
  public static LoadResult load(PolicySetFiles files, Snapshot previous, CheckedStore store) {
    return new Loading(files, previous, store).load();
  }

  /** Has a store keep what a snapshot's expressions were checked to, if it does not already. */
  public static void keep(Snapshot snapshot, CheckedStore store) {
    Shared shared = snapshot.shared();
    CheckedSet checked = CheckedSet.open(store, shared.hash());
    checked.retain(shared.environment());
    snapshot
        .entries()
        .forEach(entry -> checked.retain(entry.key(), entry.policy(), shared.environment()));
    checked.keep();
  }

  /** What came of one policy file. */
  private record One(Optional<PolicyEntry> entry, List<Diagnostic> problems) {}

  /** One run of the loader. */
  private static final class Loading {
    private final PolicySetFiles files;
    private final @Nullable Snapshot previous;
    private final String sharedHash;

    /** The previous snapshot if nothing but its policies can have changed since. */
    private final @Nullable Snapshot sharing;

    private final CheckedSet checked;
    private final List<Diagnostic> problems = new ArrayList<>();

    Loading(PolicySetFiles files, @Nullable Snapshot previous, CheckedStore store) {
      this.files = files;
      this.previous = previous;
      this.sharedHash = sharedHash();
      boolean shares = previous != null && previous.shared().hash().equals(sharedHash);
      this.sharing = shares ? previous : null;
      this.checked = CheckedSet.open(shares ? CheckedStore.NONE : store, sharedHash);
    }

    LoadResult load() {
      Optional<Shared> shared = shared();
      if (shared.isEmpty()) {
        return new LoadResult.Refused(problems);
      }
      Map<String, PolicyEntry> policies = policies(shared.get());
      RouteMap routes = routes(shared.get().schema());
      if (!problems.isEmpty()) {
        return new LoadResult.Refused(problems);
      }
      checked.keep();
      return new LoadResult.Loaded(new Snapshot(files.hash(), shared.get(), policies, routes));
    }

    /** What all policies depend on, or empty when there is no schema to read them by. */
    private Optional<Shared> shared() {
      return sharing != null ? Optional.of(sharing.shared()) : schema().map(this::shared);
    }

    private Shared shared(Schema schema) {
      Lazy<Catalogue> catalogue = new Lazy<>(() -> catalogue(new ArrayList<>()));
      if (!checked.known()) {
        Catalogue read = catalogue(problems);
        catalogue = new Lazy<>(() -> read);
      }
      Messages messages =
          files
              .find(PolicySetFiles.MESSAGES)
              .map(file -> Messages.read(file, schema.actions().keySet(), problems))
              .orElseGet(Messages::none);
      Environment environment = environment(schema);
      OracleSet oracle = new OracleSet(environment);
      return new Shared(sharedHash, schema, messages, catalogue, environment, oracle);
    }

    private Catalogue catalogue(List<Diagnostic> found) {
      return files
          .find(PolicySetFiles.RULES)
          .map(file -> Catalogue.read(file, found))
          .orElseGet(Catalogue::none);
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
      Environment read = DefinitionsReader.read(schema, file.get(), problems);
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

    private Map<String, PolicyEntry> policies(Shared shared) {
      PolicyCompiler compiler = shared.compiler();
      List<SourceFile> written =
          files.files().values().stream()
              .filter(file -> file.name().startsWith(PolicySetFiles.POLICIES))
              .toList();
      // At a start nothing else wants the processors; a reload leaves them to the checks.
      Stream<SourceFile> each = previous == null ? written.parallelStream() : written.stream();
      Map<String, PolicyEntry> policies = new HashMap<>();
      for (One one : each.map(file -> one(file, shared, compiler)).toList()) {
        problems.addAll(one.problems());
        one.entry().ifPresent(entry -> policies.put(entry.policy().name(), entry));
      }
      expectAll(shared.schema());
      return policies;
    }

    private One one(SourceFile file, Shared shared, PolicyCompiler compiler) {
      if (file.name().endsWith(".yml")) {
        String help = "rename it to `.yaml`";
        Diagnostic problem =
            new Diagnostic(file, Position.START, "policies are `.yaml` files", help);
        return new One(Optional.empty(), List.of(problem));
      }
      PolicyEntry known = sharing == null ? null : sharing.entry(file.stem());
      if (known != null && known.policy().file().equals(file)) {
        return new One(Optional.of(known), List.of());
      }
      String key = Hash.of(shared.hash(), file.name(), file.text());
      List<Diagnostic> found = new ArrayList<>();
      return new One(
          policy(key, file, shared, found).map(policy -> entry(key, policy, shared, compiler)),
          found);
    }

    private Optional<Policy> policy(
        String key, SourceFile file, Shared shared, List<Diagnostic> found) {
      Optional<Policy> known = checked.policy(key, file, shared.environment());
      if (known.isPresent()) {
        return known;
      }
      Optional<Policy> read = shared.reader().read(file, found);
      read.ifPresent(policy -> checked.add(key, policy, shared.environment()));
      return read;
    }

    private static PolicyEntry entry(
        String key, Policy policy, Shared shared, PolicyCompiler compiler) {
      OraclePolicy oracle = shared.oracle().policy(policy, shared.messages());
      ActionSpec spec = shared.schema().action(policy.name()).orElseThrow();
      PolicyCompiler.Result result = compiler.compile(policy);
      if (result instanceof PolicyCompiler.Result.Compiled compiled) {
        return new PolicyEntry(key, policy, oracle, compiled.policy(), "", spec);
      }
      String reason = ((PolicyCompiler.Result.Fallback) result).reason();
      return new PolicyEntry(key, policy, oracle, oracle, reason, spec);
    }

    /** The hash of what every policy of the set depends on. */
    private String sharedHash() {
      return Hash.of(
          List.of(
                  PolicySetFiles.SCHEMA,
                  PolicySetFiles.DEFINITIONS,
                  PolicySetFiles.MESSAGES,
                  PolicySetFiles.RULES)
              .stream()
              .map(path -> files.find(path).map(file -> "+" + file.text()).orElse(""))
              .toArray(String[]::new));
    }

    private void expectAll(Schema schema) {
      SourceFile file = files.find(PolicySetFiles.SCHEMA).orElseThrow();
      for (ActionSpec action : schema.actions().values()) {
        String path = PolicySetFiles.POLICIES + action.name() + ".yaml";
        if (files.find(path).isEmpty()) {
          String message = "action `" + action.name() + "` has no policy";
          problems.add(new Diagnostic(file, action.position(), message, "write " + path));
        }
      }
    }
  }
}
