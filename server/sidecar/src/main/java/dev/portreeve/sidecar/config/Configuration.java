package dev.portreeve.sidecar.config;

import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts together what an operator set: flags count before variables, variables before the file, and
 * what is set nowhere has a default.
 */
public final class Configuration {
  /** The variable that names the file. */
  public static final String FILE_VARIABLE = "PORTREEVE_CONFIG";

  /** The flag that names the file. */
  public static final String FILE_FLAG = "--config";

  /** The property in which the launcher says where the caches of its program lie. */
  private static final String CACHE_PROPERTY = "portreeve.cache";

  private static final String OFF = "off";
  private static final int MAX_REQUEST = 64 << 20;
  private static final Duration LONGEST_STALENESS = Duration.ofHours(1_000);

  private final Map<Option, GivenValue> given;
  private final Path home;

  private Configuration(Map<Option, GivenValue> given, Path home) {
    this.given = given;
    this.home = home;
  }

  /**
   * The set-up of a server.
   *
   * @param flags as given on the command line, by {@link Option#flag}, {@link #FILE_FLAG} included
   * @param variables the environment
   * @param home where the project lies, for the policy set it ships
   */
  public static ServerConfig read(
      Map<String, String> flags, Map<String, String> variables, Path home)
      throws ConfigurationException {
    Map<Option, GivenValue> given = new EnumMap<>(Option.class);
    Optional<GivenValue> file = given(FILE_FLAG, FILE_VARIABLE, flags, variables);
    if (file.isPresent()) {
      given.putAll(ConfigFile.read(OptionValues.path(file.get())));
    }
    Variables.refuseUnknown(variables);
    for (Option option : Option.values()) {
      given(option.flag(), option.variable(), flags, variables)
          .ifPresent(value -> given.put(option, value));
    }
    return new Configuration(given, home).config();
  }

  /**
   * The format in which a start says what is wrong, be it with the configuration itself: what is
   * said of it, or text.
   *
   * @param flags as for {@link #read}
   * @param variables the environment
   */
  public static LogFormat logFormat(Map<String, String> flags, Map<String, String> variables) {
    try {
      Optional<GivenValue> format =
          given(Option.LOG_FORMAT.flag(), Option.LOG_FORMAT.variable(), flags, variables);
      Optional<GivenValue> file = given(FILE_FLAG, FILE_VARIABLE, flags, variables);
      if (format.isEmpty() && file.isPresent()) {
        Path path = OptionValues.path(file.get());
        format = Optional.ofNullable(ConfigFile.read(path).get(Option.LOG_FORMAT));
      }
      return format.isEmpty() ? LogFormat.TEXT : OptionValues.one(format.get(), LogFormat.class);
    } catch (ConfigurationException e) {
      return LogFormat.TEXT;
    }
  }

  /** An empty variable is none: that is how compose files and shells leave one out. */
  private static Optional<GivenValue> given(
      String flag, String variable, Map<String, String> flags, Map<String, String> variables) {
    if (flags.containsKey(flag)) {
      return Optional.of(new GivenValue(flag, flags.get(flag)));
    }
    String value = variables.getOrDefault(variable, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(new GivenValue(variable, value));
  }

  private ServerConfig config() throws ConfigurationException {
    Path policies = home.resolve("policies/postman");
    if (given.containsKey(Option.POLICIES)) {
      policies = OptionValues.path(given.get(Option.POLICIES));
    }
    Path teams = policies.resolve("teams");
    if (given.containsKey(Option.TEAMS)) {
      teams = OptionValues.directory(given.get(Option.TEAMS));
    }
    Address listen = OptionValues.address(or(Option.LISTEN, Option.LISTEN.standard()));
    GivenValue url = given.get(Option.PUBLIC_URL);
    GivenValue state = given.get(Option.STATE);
    GivenValue teamCache = given.get(Option.TEAM_CACHE);
    long memory = Runtime.getRuntime().maxMemory();
    IdentityConfig identity = new IdentityOptions(given).read();
    AccessOptions access = new AccessOptions(given);
    ServerConfig config =
        new ServerConfig(
            policies,
            teams,
            store(),
            records(),
            listen,
            url == null ? Optional.empty() : Optional.of(OptionValues.url(url)),
            OptionValues.address(management(listen)),
            admin(listen),
            keyset(),
            state == null ? Optional.empty() : Optional.of(OptionValues.newDirectory(state)),
            cache(),
            teamCache == null ? memory / 4 : OptionValues.cacheSize(teamCache, memory),
            staleness(),
            number(Option.EVENT_LOOPS, Runtime.getRuntime().availableProcessors(), 1, 256),
            limits(),
            Duration.ofSeconds(number(Option.ANSWER_TIMEOUT, 3, 1, 86_400)),
            OptionValues.one(or(Option.EXPLAIN, Option.EXPLAIN.standard()), ExplainAccess.class),
            new AuthzenOptions(given).read(access.tls()),
            new ConnectionOptions(given, memory).read(limits()),
            fastPath() == Switch.ON,
            identity,
            access.tls(),
            access.access(identity),
            new DecisionLogOptions(given, memory).read(),
            new TracingOptions(given).read(),
            Duration.ofSeconds(number(Option.SHUTDOWN_DELAY, 0, 0, 3_600)),
            Duration.ofSeconds(number(Option.DRAIN, 10, 0, 3_600)),
            OptionValues.one(or(Option.LOG_FORMAT, Option.LOG_FORMAT.standard()), LogFormat.class),
            OptionValues.one(or(Option.LOG_LEVEL, Option.LOG_LEVEL.standard()), LogLevel.class));
    AccessOptions.judge(config, or(Option.LISTEN, Option.LISTEN.standard()));
    if (given.containsKey(Option.ADMIN)) {
      AccessOptions.judgeAdmin(config, or(Option.ADMIN, ""));
    }
    return config;
  }

  /** Two ports at one address would take each other's connections. */
  private GivenValue management(Address listen) throws ConfigurationException {
    GivenValue given = or(Option.MANAGEMENT, Option.MANAGEMENT.standard());
    boolean anyPort = listen instanceof Address.Tcp tcp && tcp.port() == 0;
    if (!anyPort && OptionValues.address(given).equals(listen)) {
      throw given.refuse(
          "is where checks are answered (--listen): probes need an address of their own");
    }
    return given;
  }

  /** The admin API is never where checks or probes are. */
  private Optional<Address> admin(Address listen) throws ConfigurationException {
    GivenValue admin = given.get(Option.ADMIN);
    if (admin == null) {
      return Optional.empty();
    }
    Address address = OptionValues.address(admin);
    boolean anyPort = address instanceof Address.Tcp tcp && tcp.port() == 0;
    Address management = OptionValues.address(or(Option.MANAGEMENT, Option.MANAGEMENT.standard()));
    if (!anyPort && (address.equals(listen) || address.equals(management))) {
      throw admin.refuse(
          "is where checks or probes are answered: the admin API needs an address of its own");
    }
    return Optional.of(address);
  }

  private Optional<Path> keyset() throws ConfigurationException {
    GivenValue keyset = given.get(Option.KEYSET);
    return keyset == null ? Optional.empty() : Optional.of(OptionValues.path(keyset));
  }

  private Optional<StoreLocation> store() throws ConfigurationException {
    GivenValue store = given.get(Option.STORE);
    if (store == null) {
      return Optional.empty();
    }
    if (given.containsKey(Option.TEAMS)) {
      // What is refused is shown, and a store's address may hold a password.
      throw given
          .get(Option.TEAMS)
          .refuse("says where the teams are, and so does " + Option.STORE.flag() + ": give one");
    }
    return Optional.of(
        StoreLocation.parse(store.value())
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        store.origin() + ": this is no store: write " + StoreLocation.FORM)));
  }

  private Set<String> records() throws ConfigurationException {
    GivenValue records = given.get(Option.RECORDS);
    if (records == null) {
      return Set.of();
    }
    if (!given.containsKey(Option.STORE)) {
      throw records.refuse("needs " + Option.STORE.flag() + ", which keeps them");
    }
    Set<String> types = new TreeSet<>();
    for (String type : records.value().split(",", -1)) {
      if (type.isBlank()) {
        throw records.refuse("is a list of types with commas between: access_key");
      }
      types.add(type.strip());
    }
    return types;
  }

  private Optional<Path> cache() throws ConfigurationException {
    String standard = System.getProperty(CACHE_PROPERTY, OFF);
    GivenValue cache = or(Option.CACHE, standard);
    return cache.value().equals(OFF) ? Optional.empty() : Optional.of(OptionValues.path(cache));
  }

  private Staleness staleness() throws ConfigurationException {
    GivenValue most = given.get(Option.MAX_STALENESS);
    GivenValue action = given.get(Option.WHEN_STALE);
    if (most == null && action != null) {
      throw action.refuse("says nothing without " + Option.MAX_STALENESS.flag());
    }
    return new Staleness(
        most == null
            ? Optional.empty()
            : Optional.of(OptionValues.duration(most, LONGEST_STALENESS)),
        OptionValues.one(
            or(Option.WHEN_STALE, Option.WHEN_STALE.standard()), Staleness.Action.class));
  }

  private Switch fastPath() throws ConfigurationException {
    return OptionValues.one(or(Option.FAST_PATH, Option.FAST_PATH.standard()), Switch.class);
  }

  private Limits limits() throws ConfigurationException {
    Limits standard = Limits.DEFAULT;
    return new Limits(
        (int) OptionValues.size(or(Option.MAX_CHECK, "" + standard.checkBytes()), MAX_REQUEST),
        (int) OptionValues.size(or(Option.MAX_BATCH, "" + standard.batchBytes()), MAX_REQUEST),
        number(Option.MAX_BATCH_ITEMS, standard.batchItems(), 1, 1_000_000),
        number(Option.MAX_NESTING, standard.nesting(), 4, 1_000),
        OptionValues.one(
            or(Option.UNKNOWN_FACTS, Option.UNKNOWN_FACTS.standard()), UnknownFacts.Mode.class));
  }

  private int number(Option option, int standard, int least, int most)
      throws ConfigurationException {
    return OptionValues.number(or(option, Integer.toString(standard)), least, most);
  }

  private GivenValue or(Option option, String standard) {
    return given.getOrDefault(option, new GivenValue(option.flag(), standard));
  }
}
