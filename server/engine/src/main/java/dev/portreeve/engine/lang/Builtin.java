package dev.portreeve.engine.lang;

import static dev.portreeve.engine.lang.CelTypeMapping.ADVICE;
import static dev.portreeve.engine.lang.CelTypeMapping.APPROVER;
import static dev.portreeve.engine.lang.CelTypeMapping.DECISION;
import static dev.portreeve.engine.lang.CelTypeMapping.OBLIGATION;
import static dev.portreeve.engine.lang.CelTypeMapping.PATTERNS;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.ReasonMessage;
import dev.portreeve.engine.net.CidrRange;
import dev.portreeve.engine.net.IpAddress;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.packages.PackageSpecifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The functions a policy has beside standard CEL, one constant per overload. */
public enum Builtin {
  PERMIT_BARE("permit", DECISION, List.of(), a -> Decisions.of(Outcome.PERMIT, "")),
  PERMIT("permit", DECISION, List.of(text()), a -> Decisions.of(Outcome.PERMIT, string(a[0]))),
  DENY_BARE("deny", DECISION, List.of(), a -> Decisions.of(Outcome.DENY, "")),
  DENY("deny", DECISION, List.of(text()), a -> Decisions.of(Outcome.DENY, string(a[0]))),
  NEEDS_APPROVAL(
      "needs_approval",
      DECISION,
      List.of(text(), ListType.create(APPROVER)),
      a -> Decisions.needsApproval(string(a[0]), list(a[1]))),
  MISSING_FACT("missing_fact", DECISION, List.of(text()), a -> Decisions.missingFact(string(a[0]))),
  INVALID_FACT("invalid_fact", DECISION, List.of(text()), a -> Decisions.invalidFact(string(a[0]))),

  ROLE("role", APPROVER, List.of(text()), a -> new Approver(Approver.Kind.ROLE, string(a[0]))),
  USER("user", APPROVER, List.of(text()), a -> new Approver(Approver.Kind.USER, string(a[0]))),
  GROUP("group", APPROVER, List.of(text()), a -> new Approver(Approver.Kind.GROUP, string(a[0]))),

  OBLIGE(
      "oblige",
      DECISION,
      List.of(DECISION, OBLIGATION),
      a -> Decisions.oblige((Decision) a[0], List.of((Obligation) a[1])),
      Style.MEMBER),
  OBLIGE_ALL(
      "oblige",
      DECISION,
      List.of(DECISION, ListType.create(OBLIGATION)),
      a -> Decisions.oblige((Decision) a[0], list(a[1])),
      Style.MEMBER),
  ADVISE(
      "advise",
      DECISION,
      List.of(DECISION, ADVICE),
      a -> Decisions.advise((Decision) a[0], List.of((Advice) a[1])),
      Style.MEMBER),
  ADVISE_ALL(
      "advise",
      DECISION,
      List.of(DECISION, ListType.create(ADVICE)),
      a -> Decisions.advise((Decision) a[0], list(a[1])),
      Style.MEMBER),
  BECAUSE(
      "because",
      DECISION,
      List.of(DECISION, text()),
      a -> ((Decision) a[0]).because(string(a[1])),
      Style.MEMBER),
  DETAIL(
      "detail",
      DECISION,
      List.of(DECISION, text(), SimpleType.DYN),
      a -> Decisions.detail((Decision) a[0], string(a[1]), a[2]),
      Style.MEMBER),

  OBLIGATION_BARE(
      "obligation", OBLIGATION, List.of(text()), a -> Decisions.obligation(string(a[0]), Map.of())),
  OBLIGATION_WITH(
      "obligation",
      OBLIGATION,
      List.of(text(), members()),
      a -> Decisions.obligation(string(a[0]), map(a[1]))),
  NOTIFICATION(
      "notification",
      OBLIGATION,
      List.of(text(), text()),
      a -> Decisions.notification(string(a[0]), string(a[1]))),
  ADVICE_BARE("advice", ADVICE, List.of(text()), a -> new Advice(string(a[0]), Map.of())),
  ADVICE_WITH(
      "advice",
      ADVICE,
      List.of(text(), members()),
      a -> new Advice(string(a[0]), Decisions.plain(map(a[1])))),

  REASON_MESSAGE(
      "reason_message", CelTypeMapping.REASON_MESSAGE, List.of(), a -> ReasonMessage.TEXT),

  PACKAGE_PROBLEM(
      "package_problem", text(), List.of(text()), a -> PackageSpecifier.problem(string(a[0]))),
  PACKAGE_REGISTRY(
      "package_registry", text(), List.of(text()), a -> PackageSpecifier.registry(string(a[0]))),
  PACKAGE_NAME("package_name", text(), List.of(text()), a -> PackageSpecifier.name(string(a[0]))),
  PACKAGE_SCOPE(
      "package_scope", text(), List.of(text()), a -> PackageSpecifier.scope(string(a[0]))),
  PACKAGE_VERSION(
      "package_version", text(), List.of(text()), a -> PackageSpecifier.version(string(a[0]))),

  PATTERNS_MATCH(
      "matches",
      SimpleType.BOOL,
      List.of(PATTERNS, text()),
      a -> patterns(a[0]).matches(string(a[1])),
      Style.MEMBER),
  PATTERNS_MATCH_VERSION(
      "matches",
      SimpleType.BOOL,
      List.of(PATTERNS, text(), text()),
      a -> patterns(a[0]).matches(string(a[1]), string(a[2])),
      Style.MEMBER),
  PATTERNS_FIRST_MATCH(
      "first_match",
      text(),
      List.of(PATTERNS, text(), text()),
      a -> patterns(a[0]).firstMatch(string(a[1]), string(a[2])),
      Style.MEMBER),
  PATTERNS_UNDECIDED(
      "undecided",
      SimpleType.BOOL,
      List.of(PATTERNS, text(), text()),
      a -> patterns(a[0]).undecided(string(a[1]), string(a[2])),
      Style.MEMBER),
  PATTERNS_SIZE("size", SimpleType.INT, List.of(PATTERNS), a -> (long) patterns(a[0]).size()),

  IP("ip", CelTypeMapping.IP, List.of(text()), a -> IpAddress.parse(string(a[0]))),
  IS_IP("isIP", SimpleType.BOOL, List.of(text()), a -> IpAddress.isAddress(string(a[0]))),
  IP_IS_CANONICAL(
      "ip.isCanonical", SimpleType.BOOL, List.of(text()), a -> IpAddress.isCanonical(string(a[0]))),
  IP_FAMILY(
      "family", SimpleType.INT, List.of(CelTypeMapping.IP), a -> ip(a[0]).family(), Style.MEMBER),
  IP_IS_UNSPECIFIED(
      "isUnspecified",
      SimpleType.BOOL,
      List.of(CelTypeMapping.IP),
      a -> ip(a[0]).isUnspecified(),
      Style.MEMBER),
  IP_IS_LOOPBACK(
      "isLoopback",
      SimpleType.BOOL,
      List.of(CelTypeMapping.IP),
      a -> ip(a[0]).isLoopback(),
      Style.MEMBER),
  IP_IS_LINK_LOCAL_MULTICAST(
      "isLinkLocalMulticast",
      SimpleType.BOOL,
      List.of(CelTypeMapping.IP),
      a -> ip(a[0]).isLinkLocalMulticast(),
      Style.MEMBER),
  IP_IS_LINK_LOCAL_UNICAST(
      "isLinkLocalUnicast",
      SimpleType.BOOL,
      List.of(CelTypeMapping.IP),
      a -> ip(a[0]).isLinkLocalUnicast(),
      Style.MEMBER),
  IP_IS_GLOBAL_UNICAST(
      "isGlobalUnicast",
      SimpleType.BOOL,
      List.of(CelTypeMapping.IP),
      a -> ip(a[0]).isGlobalUnicast(),
      Style.MEMBER),
  IP_STRING("string", text(), List.of(CelTypeMapping.IP), a -> a[0].toString()),
  CIDR("cidr", CelTypeMapping.CIDR, List.of(text()), a -> CidrRange.parse(string(a[0]))),
  IS_CIDR("isCIDR", SimpleType.BOOL, List.of(text()), a -> CidrRange.isRange(string(a[0]))),
  CIDR_CONTAINS_IP(
      "containsIP",
      SimpleType.BOOL,
      List.of(CelTypeMapping.CIDR, CelTypeMapping.IP),
      a -> cidr(a[0]).containsIp(ip(a[1])),
      Style.MEMBER),
  CIDR_CONTAINS_IP_TEXT(
      "containsIP",
      SimpleType.BOOL,
      List.of(CelTypeMapping.CIDR, text()),
      a -> cidr(a[0]).containsIp(IpAddress.parse(string(a[1]))),
      Style.MEMBER),
  CIDR_CONTAINS_CIDR(
      "containsCIDR",
      SimpleType.BOOL,
      List.of(CelTypeMapping.CIDR, CelTypeMapping.CIDR),
      a -> cidr(a[0]).containsCidr(cidr(a[1])),
      Style.MEMBER),
  CIDR_CONTAINS_CIDR_TEXT(
      "containsCIDR",
      SimpleType.BOOL,
      List.of(CelTypeMapping.CIDR, text()),
      a -> cidr(a[0]).containsCidr(CidrRange.parse(string(a[1]))),
      Style.MEMBER),
  CIDR_IP(
      "ip",
      CelTypeMapping.IP,
      List.of(CelTypeMapping.CIDR),
      a -> cidr(a[0]).address(),
      Style.MEMBER),
  CIDR_MASKED(
      "masked",
      CelTypeMapping.CIDR,
      List.of(CelTypeMapping.CIDR),
      a -> cidr(a[0]).masked(),
      Style.MEMBER),
  CIDR_PREFIX_LENGTH(
      "prefixLength",
      SimpleType.INT,
      List.of(CelTypeMapping.CIDR),
      a -> (long) cidr(a[0]).prefix(),
      Style.MEMBER),
  CIDR_STRING("string", text(), List.of(CelTypeMapping.CIDR), a -> a[0].toString());

  /** How a function is called. */
  public enum Style {
    /** {@code f(x, y)}. */
    GLOBAL,
    /** {@code x.f(y)}. */
    MEMBER
  }

  /** What a function does; its arguments fit the declared types. */
  @FunctionalInterface
  public interface Body {
    Object apply(Object[] arguments);
  }

  private final String function;
  private final CelType result;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of immutable types
  private final List<CelType> parameters;

  @SuppressWarnings("ImmutableEnumChecker") // bodies keep nothing
  private final Body body;

  private final Style style;

  Builtin(String function, CelType result, List<CelType> parameters, Body body) {
    this(function, result, parameters, body, Style.GLOBAL);
  }

  Builtin(String function, CelType result, List<CelType> parameters, Body body, Style style) {
    this.function = function;
    this.result = result;
    this.parameters = parameters;
    this.body = body;
    this.style = style;
  }

  /** Whether one of them is called by a name. */
  static boolean isFunction(String name) {
    return Arrays.stream(values()).anyMatch(builtin -> builtin.function.equals(name));
  }

  /** The name policies call it by; overloads share it. */
  public String function() {
    return function;
  }

  /** The name of this overload, unique among all functions of the environment. */
  public String overload() {
    return "portreeve_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  public CelType result() {
    return result;
  }

  /** The types of the arguments; for a member function the receiver's is the first. */
  public List<CelType> parameters() {
    return parameters;
  }

  public Style style() {
    return style;
  }

  public Body body() {
    return body;
  }

  private static CelType text() {
    return SimpleType.STRING;
  }

  private static CelType members() {
    return MapType.create(SimpleType.STRING, SimpleType.DYN);
  }

  private static String string(Object argument) {
    return (String) argument;
  }

  private static IpAddress ip(Object argument) {
    return (IpAddress) argument;
  }

  private static CidrRange cidr(Object argument) {
    return (CidrRange) argument;
  }

  private static PackagePatterns patterns(Object argument) {
    return (PackagePatterns) argument;
  }

  @SuppressWarnings("unchecked") // the checker has made sure of the element type
  private static <T> List<T> list(Object argument) {
    return (List<T>) argument;
  }

  @SuppressWarnings("unchecked") // the checker has made sure of the key type
  private static Map<String, Object> map(Object argument) {
    return (Map<String, Object>) argument;
  }
}
