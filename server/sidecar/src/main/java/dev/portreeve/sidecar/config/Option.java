package dev.portreeve.sidecar.config;

import java.util.Locale;
import java.util.Optional;

/** Everything an operator may set, each as a flag, a variable and a key of the file. */
public enum Option {
  POLICIES("policies", "DIR", "the shipped set", "The policy set."),
  TEAMS("teams", "DIR", "`teams/` inside the policy set", "The team files."),
  STORE(
      "store",
      "PLACE",
      "none",
      "Teams in a database instead of files: sqlite:PATH or"
          + " postgresql://USER:PASSWORD@HOST:PORT/NAME."),
  RECORDS(
      "records",
      "TYPES",
      "none",
      "The types of subject, resource and record, with commas between, that the store keeps and no"
          + " request states, `member` for the team's members; obligations about them are fulfilled"
          + " with `context.fulfil`."),
  LISTEN(
      "listen",
      "ADDR",
      "127.0.0.1:8080",
      "Where checks are answered, over HTTP/1.1, HTTP/2 and gRPC: HOST:PORT or unix:/path."),
  PUBLIC_URL(
      "public-url",
      "URL",
      "`http://` or `https://` and the listen address",
      "The base of the URLs in the AuthZEN metadata (`/.well-known/authzen-configuration`)."),
  MANAGEMENT(
      "management", "ADDR", "127.0.0.1:9091", "Where /livez, /readyz and /metrics are answered."),
  ADMIN(
      "admin",
      "ADDR",
      "nowhere",
      "Where the admin API is answered, to callers with the scope admin: HOST:PORT or unix:/path."),
  STATE(
      "state",
      "DIR",
      "nothing is kept",
      "Where the last good policy set is kept; a start with a broken set serves it."),
  CACHE(
      "cache",
      "DIR",
      "beside the launcher's jars",
      "Where checked policies are kept, so that a start need not check them again; or `off`."),
  TEAM_CACHE(
      "team-cache", "SIZE", "a quarter of the heap", "How much memory teams may take: 32MiB."),
  MAX_STALENESS(
      "max-staleness",
      "DURATION",
      "however old",
      "How long policies and teams in force may be older than their source, or not known not to"
          + " be, before the server is not ready: 90s, 10m, 1h."),
  WHEN_STALE(
      "when-stale",
      "ACTION",
      "unready",
      "What happens beyond that: unready, or deny, which denies every check as well."),
  EVENT_LOOPS(
      "event-loops", "NUMBER", "as many as processors", "How many threads answer requests."),
  MAX_CHECK("max-check", "SIZE", "64KiB", "The longest request of one check."),
  MAX_BATCH("max-batch", "SIZE", "1MiB", "The longest request of a batch."),
  MAX_BATCH_ITEMS("max-batch-items", "NUMBER", "1000", "The most items of a batch."),
  MAX_NESTING("max-nesting", "NUMBER", "32", "The deepest nesting of a request."),
  MAX_HEADER("max-header", "SIZE", "32KiB", "The longest headers of a request."),
  MAX_TARGET("max-target", "SIZE", "8KiB", "The longest target of a request."),
  MAX_IN_FLIGHT(
      "max-in-flight",
      "SIZE",
      "an eighth of the heap",
      "What unfinished requests and unsent answers may hold; batches have half of it."),
  MAX_CONNECTIONS(
      "max-connections",
      "NUMBER",
      "one for 64 KiB of heap, as far as descriptors go",
      "The most connections; beyond it the longest idle one is closed."),
  MAX_STREAMS("max-streams", "NUMBER", "100", "The most HTTP/2 streams of a connection."),
  MAX_RESETS(
      "max-resets",
      "NUMBER",
      "ten times the streams",
      "How many streams a client may reset within 10 s before its connection is closed."),
  HEADER_TIMEOUT("header-timeout", "SECONDS", "15", "How long headers may take to arrive."),
  BODY_TIMEOUT("body-timeout", "SECONDS", "30", "How long a body may take to arrive."),
  IDLE_TIMEOUT(
      "idle-timeout",
      "SECONDS",
      "75",
      "How long a connection may be without a request; 5 s where connections are scarce."),
  UNREAD_TIMEOUT(
      "unread-timeout",
      "SECONDS",
      "15",
      "How long a client may take nothing of an answer; 2 s where bytes in flight are scarce."),
  QUEUE_TIMEOUT(
      "queue-timeout",
      "SECONDS",
      "1",
      "How long a request waits for bytes in flight before it is told to try again."),
  ANSWER_TIMEOUT(
      "answer-timeout",
      "SECONDS",
      "3",
      "How long a check may wait for its team to be read before it is told to try again."),
  EXPLAIN(
      "explain",
      "WHOM",
      "off",
      "Who is told how a decision came about, with `context.explain`: off or local (this machine)."),
  UNKNOWN_FACTS(
      "unknown-facts",
      "ACTION",
      "ignore",
      "What becomes of members of a request that the schema does not declare: ignore, report, which"
          + " names them in the answer, or refuse."),
  SEARCH_KEY(
      "search-key",
      "FILE",
      "made at every start",
      "The secret that page tokens of searches are sealed with, 32 bytes or more; the same for all"
          + " servers that share a client."),
  SIGNING_KEY(
      "signing-key",
      "FILE",
      "none",
      "The private JSON Web Key, or key set whose first key it is, that signs the AuthZEN metadata;"
          + " all its keys are published at `/access/v1/jwks`."),
  ACCESS_REQUEST_ENDPOINT(
      "access-request-endpoint",
      "URL",
      "none",
      "Where what needs approval is asked for, an https URL; answers then carry"
          + " `context.access_request`."),
  KEYSET(
      "keyset",
      "FILE",
      "none",
      "The keys that seal and open secrets of teams, made by `portreeve keyset create`; read again"
          + " when the file changes."),
  CALLBACKS(
      "callbacks",
      "URLS",
      "none",
      "With what the URLs begin that may be told what became of a request for approval, with commas"
          + " between: https, or http on this machine."),
  FAST_PATH(
      "fast-path",
      "SWITCH",
      "on",
      "Whether usual checks are answered before Vert.x makes requests of them: on or off."),
  PROXIES(
      "proxies",
      "ADDRESSES",
      "none",
      "The proxies whose headers count: addresses, networks (10.0.0.0/8) and `unix`, with commas."),
  IDENTITY_HEADER(
      "identity-header", "NAME", "none", "The header in which those proxies say who it is."),
  CERTIFICATE_HEADER(
      "certificate-header",
      "NAME",
      "none",
      "The header in which those proxies hand on the client certificate they have verified."),
  CERTIFICATE_ID(
      "certificate-id", "NAME", "cn", "The certificate's name that counts: cn, dns, email, uri."),
  JWT_KEYS(
      "jwt-keys",
      "PLACE",
      "none",
      "The JSON Web Key Set that bearer tokens are verified with: a file or URL."),
  JWT_ISSUER("jwt-issuer", "TEXT", "none", "What the claim `iss` of a token must be."),
  JWT_AUDIENCE("jwt-audience", "TEXT", "none", "What the claim `aud` of a token must hold."),
  JWT_SUBJECT("jwt-subject", "CLAIM", "sub", "The claim of a token that is the subject's id."),
  TLS_CERT(
      "tls-cert",
      "FILE",
      "none",
      "The server's certificate with its chain, in PEM; both ports then speak TLS 1.2 and 1.3."),
  TLS_KEY("tls-key", "FILE", "none", "The private key of that certificate, in PEM."),
  TLS_CLIENT_CA(
      "tls-client-ca",
      "FILE",
      "none",
      "The CAs, in PEM, whose client certificates are taken; their names stand among the credentials."),
  TLS_EXPIRED(
      "tls-expired",
      "ACTION",
      "serve",
      "What a start does about a certificate that is not valid now: serve, with a warning, or refuse."),
  CREDENTIALS(
      "credentials", "FILE", "none", "Who may ask, and what; `portreeve credentials` writes it."),
  CALLER_JWT_KEYS(
      "caller-jwt-keys",
      "PLACE",
      "none",
      "The JSON Web Key Set that bearer tokens of callers are verified with: a file or URL."),
  CALLER_JWT_ISSUER(
      "caller-jwt-issuer", "TEXT", "none", "What the claim `iss` of a caller's token must be."),
  CALLER_JWT_AUDIENCE(
      "caller-jwt-audience",
      "TEXT",
      "none",
      "What the claim `aud` of a caller's token must hold; never that of users' tokens."),
  CALLER_JWT_SCOPE(
      "caller-jwt-scope",
      "CLAIM",
      "scope",
      "The claim of a caller's token that holds its scopes: check, fulfil, explain, search, admin, secrets,"
          + " metrics."),
  OPEN_METRICS(
      "open-metrics",
      "BOOLEAN",
      "false",
      "Whether /metrics and /readyz?verbose are told to everybody who reaches them."),
  INSECURE_NO_AUTH(
      "insecure-no-auth",
      "BOOLEAN",
      "false",
      "Lets --listen be reached from other machines though anybody may ask anything."),
  INSECURE_NO_TLS(
      "insecure-no-tls",
      "BOOLEAN",
      "false",
      "Lets the listeners be reached from other machines in clear text."),
  DECISION_LOG(
      "decision-log",
      "PLACE",
      "off",
      "Where each decision is recorded as a line of JSON: a file, `stdout`, a collector of OTLP over"
          + " HTTP (http://collector:4318), or `off`."),
  DECISION_LOG_WHEN_FULL(
      "decision-log-when-full",
      "ACTION",
      "block",
      "What happens while records cannot be written as fast as decisions are made: block, which"
          + " holds checks up, or drop, which loses records and counts them."),
  DECISION_LOG_WAIT(
      "decision-log-wait",
      "MILLISECONDS",
      "1000",
      "How long a check is held up before it is refused with 503 or UNAVAILABLE."),
  DECISION_LOG_BUFFER(
      "decision-log-buffer",
      "SIZE",
      "a sixteenth of the heap",
      "How much memory decisions that wait to be written may take."),
  DECISION_LOG_FLUSH(
      "decision-log-flush",
      "MILLISECONDS",
      "100",
      "How long a record stays in the process: what a killed one loses at most."),
  DECISION_LOG_FSYNC(
      "decision-log-fsync",
      "MILLISECONDS",
      "1000",
      "How long a record written to a file may not be on the disk: what a machine without power"
          + " loses."),
  DECISION_LOG_ROTATE_SIZE(
      "decision-log-rotate-size",
      "SIZE",
      "100MiB",
      "How long the file grows before it is put aside and compressed."),
  DECISION_LOG_ROTATE_AGE(
      "decision-log-rotate-age", "DURATION", "24h", "How old the file gets before that."),
  DECISION_LOG_KEEP(
      "decision-log-keep",
      "NUMBER",
      "all",
      "How many files that were put aside are kept; the oldest are deleted."),
  DECISION_LOG_LABELS(
      "decision-log-labels", "LABELS", "none", "What every record carries: `app=shop,region=eu`."),
  DECISION_LOG_MASK(
      "decision-log-mask",
      "PATHS",
      "none",
      "Values that are masked in records: `/input/subject/id,/input/context/*`."),
  DECISION_LOG_DROP("decision-log-drop", "PATHS", "none", "Members that are left out of records."),
  DECISION_LOG_SAMPLE(
      "decision-log-sample",
      "RATES",
      "everything",
      "Which part of the permits of an action is recorded: `collection.view=0.01,*=0.5`."),
  TRACING(
      "tracing",
      "URL",
      "off",
      "Where spans of checks are sent, as OTLP over HTTP: http://collector:4318, or `off`."),
  TRACING_SAMPLE(
      "tracing-sample",
      "RATE",
      "0.01",
      "Which part of the checks is traced whose `traceparent` does not say."),
  SHUTDOWN_DELAY(
      "shutdown-delay",
      "SECONDS",
      "0",
      "How long a stop goes on accepting, not ready any more, before it drains."),
  DRAIN("drain", "SECONDS", "10", "How long a stop waits for answers in flight."),
  LOG_FORMAT("log-format", "FORMAT", "text", "How log lines are written: text or json."),
  LOG_LEVEL("log-level", "LEVEL", "info", "The least that is logged: error, warn, info, debug.");

  private final String key;
  private final String value;
  private final String standard;
  private final String description;

  Option(String key, String value, String standard, String description) {
    this.key = key;
    this.value = value;
    this.standard = standard;
    this.description = description;
  }

  /** The option of that key, or empty. */
  static Optional<Option> of(String key) {
    for (Option option : values()) {
      if (option.key.equals(key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** Its key in the file. */
  public String key() {
    return key;
  }

  public String flag() {
    return "--" + key;
  }

  public String variable() {
    return "PORTREEVE_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** What its value is called: {@code DIR}. */
  public String valueName() {
    return value;
  }

  /** What holds when it is not set. */
  public String standard() {
    return standard;
  }

  public String description() {
    return description;
  }
}
