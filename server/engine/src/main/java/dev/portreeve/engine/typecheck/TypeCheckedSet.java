package dev.portreeve.engine.typecheck;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.SourceFile;
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
public final class TypeCheckedSet {
  private static final String DEFINITIONS = "definitions";
  private static final String GOOD = "good";

  private final TypeCheckStore store;
  private final String key;
  private final Map<String, CacheSection> kept;
  private final Map<String, CacheSection> current = new ConcurrentSkipListMap<>();

  private TypeCheckedSet(TypeCheckStore store, String key, Map<String, CacheSection> kept) {
    this.store = store;
    this.key = key;
    this.kept = kept;
  }

  /**
   * What a store has of a set.
   *
   * @param shared the hash of all that every policy of the set depends on
   */
  public static TypeCheckedSet open(TypeCheckStore store, String shared) {
    String key = Hash.of(store.program(), shared);
    Map<String, CacheSection> kept = store.find(key).map(CacheSections::read).orElse(Map.of());
    return new TypeCheckedSet(store, key, kept);
  }

  /** Whether a set that shares all this was good before, though perhaps with other policies. */
  public boolean known() {
    CacheSection good = kept.get(GOOD);
    return good != null && good.intact(key);
  }

  /**
   * The environment with the set's definitions, or empty when they must be checked.
   *
   * @param bare the environment without definitions
   */
  public Optional<Environment> definitions(Environment bare) {
    PolicyCodec form = new PolicyCodec(new TypeCodec(bare::type));
    return find(DEFINITIONS, in -> in.all(() -> form.definition(in))).map(bare::with);
  }

  /** Notes the definitions, all of which are good. */
  public void add(Environment environment) {
    PolicyCodec form = new PolicyCodec(new TypeCodec(environment::type));
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
    PolicyCodec form = new PolicyCodec(new TypeCodec(environment::type));
    return find(policy, in -> form.policy(in, file));
  }

  /**
   * Whether a policy was good, without reading it; noted as still good if so.
   *
   * @param policy the hash of all that it depends on
   */
  public boolean knows(String policy) {
    CacheSection known = kept.get(policy);
    boolean good = known != null && known.intact(key);
    if (good) {
      current.put(policy, known);
    }
    return good;
  }

  /**
   * Notes a policy that is good.
   *
   * @param hash of all that it depends on
   */
  public void add(String hash, Policy policy, Environment environment) {
    PolicyCodec form = new PolicyCodec(new TypeCodec(environment::type));
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
    CacheSection known = kept.get(section);
    if (known != null) {
      current.put(section, known);
    }
    return known != null;
  }

  /** Keeps what was noted, unless the store has it all and no more. */
  public void keep() {
    current.put(
        GOOD, known() ? requireNonNull(kept.get(GOOD)) : CacheSection.of(key, GOOD, new byte[0]));
    if (!current.equals(kept)) {
      store.keep(key, CacheSections.write(current.values()));
    }
  }

  private <T> Optional<T> find(String section, Function<CodecInput, T> read) {
    CacheSection known = kept.get(section);
    if (known == null || !known.intact(key)) {
      return Optional.empty();
    }
    try {
      T value = read.apply(new CodecInput(known.bytes()));
      current.put(section, known);
      return Optional.of(value);
    } catch (RuntimeException e) {
      return Optional.empty(); // written by a program that is not this one after all
    }
  }

  private void add(String section, Consumer<CodecOutput> write, Predicate<CodecInput> same) {
    if (store == TypeCheckStore.NONE) {
      return;
    }
    try {
      CodecOutput out = new CodecOutput();
      write.accept(out);
      byte[] bytes = out.toByteArray();
      if (same.test(new CodecInput(bytes))) {
        current.put(section, CacheSection.of(key, section, bytes));
      }
    } catch (NotSerializable e) {
      // it is checked again next time
    }
  }
}
