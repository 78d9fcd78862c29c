package dev.portreeve.policy.checked;

import static java.util.Objects.requireNonNull;

import dev.portreeve.policy.lang.Definition;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Policy;
import dev.portreeve.policy.source.Hash;
import dev.portreeve.policy.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The checked definitions and policies of one set, as far as they were kept. Only what was found
 * good is kept, and only what reads back as the very thing that was written; so whether something
 * was kept decides nothing but how long a load takes. Safe for use by several threads.
 */
public final class CheckedSet {
  private static final String DEFINITIONS = "definitions";
  private static final String GOOD = "good";

  private final CheckedStore store;
  private final String key;
  private final Map<String, Section> kept;
  private final Map<String, Section> current = new ConcurrentSkipListMap<>();

  private CheckedSet(CheckedStore store, String key, Map<String, Section> kept) {
    this.store = store;
    this.key = key;
    this.kept = kept;
  }

  /**
   * What a store has of a set.
   *
   * @param shared the hash of all that every policy of the set depends on
   */
  public static CheckedSet open(CheckedStore store, String shared) {
    String key = Hash.of(store.program(), shared);
    Map<String, Section> kept = store.find(key).map(Sections::read).orElse(Map.of());
    return new CheckedSet(store, key, kept);
  }

  /** Whether a set that shares all this was good before, though perhaps with other policies. */
  public boolean known() {
    Section good = kept.get(GOOD);
    return good != null && good.intact(key);
  }

  /**
   * The environment with the set's definitions, or empty when they must be checked.
   *
   * @param bare the environment without definitions
   */
  public Optional<Environment> definitions(Environment bare) {
    Policies form = new Policies(new Types(bare::type));
    return find(DEFINITIONS, in -> in.all(() -> form.definition(in))).map(bare::with);
  }

  /** Notes the definitions, all of which are good. */
  public void add(Environment environment) {
    Policies form = new Policies(new Types(environment::type));
    List<Definition> definitions = environment.definitions();
    add(
        DEFINITIONS,
        out -> out.all(definitions, definition -> form.write(definition, out)),
        in -> in.all(() -> form.definition(in)).equals(definitions));
  }

  /**
   * A policy, or empty when it must be checked.
   *
   * @param policy the hash of all that it depends on
   * @param file where it is written
   * @param environment of its set
   */
  public Optional<Policy> policy(String policy, SourceFile file, Environment environment) {
    Policies form = new Policies(new Types(environment::type));
    return find(policy, in -> form.policy(in, file));
  }

  /**
   * Notes a policy that is good.
   *
   * @param hash of all that it depends on
   */
  public void add(String hash, Policy policy, Environment environment) {
    Policies form = new Policies(new Types(environment::type));
    add(hash, out -> form.write(policy, out), in -> form.policy(in, policy.file()).equals(policy));
  }

  /** Notes that definitions in force are still good. */
  public void retain(Environment environment) {
    if (!stillThere(DEFINITIONS)) {
      add(environment);
    }
  }

  /**
   * Notes that a policy in force is still good.
   *
   * @param hash of all that it depends on
   */
  public void retain(String hash, Policy policy, Environment environment) {
    if (!stillThere(hash)) {
      add(hash, policy, environment);
    }
  }

  private boolean stillThere(String section) {
    Section known = kept.get(section);
    if (known != null) {
      current.put(section, known);
    }
    return known != null;
  }

  /** Keeps what was noted, unless the store has it all and no more. */
  public void keep() {
    current.put(
        GOOD, known() ? requireNonNull(kept.get(GOOD)) : Section.of(key, GOOD, new byte[0]));
    if (!current.equals(kept)) {
      store.keep(key, Sections.write(current.values()));
    }
  }

  private <T> Optional<T> find(String section, Function<Input, T> read) {
    Section known = kept.get(section);
    if (known == null || !known.intact(key)) {
      return Optional.empty();
    }
    try {
      T value = read.apply(new Input(known.bytes()));
      current.put(section, known);
      return Optional.of(value);
    } catch (RuntimeException e) {
      return Optional.empty(); // written by a program that is not this one after all
    }
  }

  private void add(String section, Consumer<Output> write, Predicate<Input> same) {
    if (store == CheckedStore.NONE) {
      return;
    }
    try {
      Output out = new Output();
      write.accept(out);
      byte[] bytes = out.toByteArray();
      if (same.test(new Input(bytes))) {
        current.put(section, Section.of(key, section, bytes));
      }
    } catch (NotKept e) {
      // it is checked again next time
    }
  }
}
