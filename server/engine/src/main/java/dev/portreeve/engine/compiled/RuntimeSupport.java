package dev.portreeve.engine.compiled;

import com.google.re2j.Pattern;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Members;
import dev.portreeve.engine.facts.Change;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.CelSpecFixups;
import dev.portreeve.engine.lang.Decisions;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.TimeArithmetic;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.packages.PackageSpecifier;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ValueEquality;
import dev.portreeve.engine.type.ValueList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What compiled policies call for everything that is not a few instructions. */
final class RuntimeSupport {
  private RuntimeSupport() {}

  /** A method that a {@link LoweredNode.Call} calls; one that fails answers null. */
  enum Method {
    CONTAINS_TEXT(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.OBJECT),
    CONTAINS_SAME(StackKind.BOOL, Answer.ALWAYS, StackKind.OBJECT, StackKind.OBJECT),
    SAME(StackKind.BOOL, Answer.ALWAYS, StackKind.OBJECT, StackKind.OBJECT),
    OBLIGATION(StackKind.OBJECT, Answer.OR_NULL, StackKind.OBJECT),
    CONCAT(StackKind.STRING, Answer.ALWAYS, StackKind.STRING, StackKind.STRING),
    CONCAT_LISTS(StackKind.OBJECT, Answer.ALWAYS, StackKind.OBJECT, StackKind.OBJECT),
    SIZE_OF_TEXT(StackKind.INT, Answer.ALWAYS, StackKind.STRING),
    SIZE_OF_LIST(StackKind.INT, Answer.ALWAYS, StackKind.OBJECT),
    SIZE_OF_MAP(StackKind.INT, Answer.ALWAYS, StackKind.OBJECT),
    HAS_KEY(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.OBJECT),
    VALUE_OF(StackKind.OBJECT, Answer.OR_NULL, StackKind.OBJECT, StackKind.STRING),
    SIZE_OF_PATTERNS(StackKind.INT, Answer.ALWAYS, StackKind.OBJECT),
    STARTS_WITH(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.STRING),
    ENDS_WITH(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.STRING),
    HOLDS_TEXT(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.STRING),
    ELEMENT(StackKind.OBJECT, Answer.OR_NULL, StackKind.OBJECT, StackKind.INT),
    LATER(StackKind.OBJECT, Answer.OR_NULL, StackKind.OBJECT, StackKind.OBJECT),
    EARLIER(StackKind.OBJECT, Answer.OR_NULL, StackKind.OBJECT, StackKind.OBJECT),
    PACKAGE_PROBLEM(StackKind.STRING, Answer.ALWAYS, StackKind.STRING),
    PACKAGE_REGISTRY(StackKind.STRING, Answer.ALWAYS, StackKind.STRING),
    PACKAGE_NAME(StackKind.STRING, Answer.ALWAYS, StackKind.STRING),
    PACKAGE_SCOPE(StackKind.STRING, Answer.ALWAYS, StackKind.STRING),
    PACKAGE_SCOPE_IN(StackKind.BOOL, Answer.ALWAYS, StackKind.STRING, StackKind.OBJECT),
    PACKAGE_VERSION(StackKind.STRING, Answer.ALWAYS, StackKind.STRING),
    PATTERNS_MATCH(StackKind.BOOL, Answer.ALWAYS, StackKind.OBJECT, StackKind.STRING),
    PATTERNS_MATCH_VERSION(
        StackKind.BOOL, Answer.ALWAYS, StackKind.OBJECT, StackKind.STRING, StackKind.STRING),
    PATTERNS_FIRST_MATCH(
        StackKind.STRING, Answer.ALWAYS, StackKind.OBJECT, StackKind.STRING, StackKind.STRING),
    PATTERNS_UNDECIDED(
        StackKind.BOOL, Answer.ALWAYS, StackKind.OBJECT, StackKind.STRING, StackKind.STRING);

    /** Whether a method always answers. */
    enum Answer {
      ALWAYS,
      OR_NULL
    }

    private final StackKind result;
    private final Answer answer;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<StackKind> parameters;

    Method(StackKind result, Answer answer, StackKind... parameters) {
      this.result = result;
      this.answer = answer;
      this.parameters = List.of(parameters);
    }

    StackKind result() {
      return result;
    }

    boolean fails() {
      return answer == Answer.OR_NULL;
    }

    /**
     * The name of the method of {@link RuntimeSupport}: {@code SIZE_OF_LIST} is {@code sizeOfList}.
     */
    String method() {
      StringBuilder camel = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        camel.append(
            camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return camel.toString();
    }

    List<StackKind> parameters() {
      return parameters;
    }

    String descriptor() {
      StringBuilder text = new StringBuilder("(");
      parameters.forEach(kind -> text.append(kind.descriptor()));
      return text.append(')').append(result.descriptor()).toString();
    }
  }

  // what a check says

  static @Nullable Object directory(Frame frame, @Nullable Team team, Fact fact) {
    return Lookup.fromDirectory(frame, team, fact);
  }

  static Object person(Frame frame, @Nullable Team team, String id) {
    return Lookup.person(frame, team, id);
  }

  static Object resource(Frame frame, @Nullable Team team, String type, String id) {
    return Lookup.resource(frame, type, id);
  }

  static Object invalid(Object value, Fact fact) {
    return FactProblem.invalid(fact.path(), (InvalidValue) value);
  }

  /**
   * The problem of reading anything of a team that is not known.
   *
   * @param missing the same, if nothing names one
   */
  static Object noTeam(Frame frame, FactProblem missing) {
    Optional<Fact> carrier = frame.schema().team();
    boolean illTyped =
        carrier.isPresent() && frame.value(carrier.get().slot()) instanceof InvalidValue;
    return illTyped ? Lookup.noTeam(frame) : missing;
  }

  static Object change(Frame frame, @Nullable Team team, String field) {
    return proposed(frame, team).field(field);
  }

  static Object changeSetting(Frame frame, @Nullable Team team, int index) {
    return proposed(frame, team).settingAfter(index);
  }

  private static Change proposed(Frame frame, @Nullable Team team) {
    return new Change(frame, team, frame.schema().change().orElseThrow());
  }

  // what a decision says

  static Object speak(Object decision, MessageResolver speaker) {
    return speaker.speak((Decision) decision);
  }

  /** The function's value, or null when it fails. */
  static @Nullable Object invoke(Builtin.Body body, Object[] arguments) {
    try {
      return body.apply(arguments);
    } catch (RuntimeException e) {
      return null;
    }
  }

  static Object map(String[] keys, Object[] values) {
    return Members.of(keys, values);
  }

  /** An obligation of these members, the action among them; null when they cannot be told. */
  static @Nullable Object obligation(Object members) {
    try {
      return Decisions.obligation((Members) members);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The decision with more obligations and advice, each given alone or in a list. */
  static Object amended(Object base, Object[] obligations, Object[] advice) {
    Decision decision = (Decision) base;
    return decision.amended(
        joined(decision.obligations(), obligations), joined(decision.advice(), advice));
  }

  @SuppressWarnings("unchecked") // the checker has made sure of the types
  private static <T> List<T> joined(List<T> first, Object[] more) {
    int size = first.size();
    for (Object added : more) {
      size += added instanceof List<?> list ? list.size() : 1;
    }
    if (size == first.size()) {
      return first;
    }
    Object[] all = first.toArray(new Object[size]);
    int next = first.size();
    for (Object added : more) {
      if (added instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          all[next++] = list.get(i);
        }
      } else {
        all[next++] = added;
      }
    }
    return (List<T>) List.of(all);
  }

  static boolean find(Pattern pattern, String text) {
    return pattern.matcher(text).find();
  }

  // lists

  /**
   * The elements of a list, or the keys of a map. The class that nearly all are of is asked for
   * first: to see that an object has not an interface, the JVM looks through all that it has.
   */
  static Object[] elements(Object container) {
    if (container instanceof ValueList values) {
      return values.elements();
    }
    return container instanceof Map<?, ?> map
        ? map.keySet().toArray()
        : ((List<?>) container).toArray();
  }

  /** Apart from the general one, so that texts are compared by a call that the JVM knows. */
  static boolean containsText(String wanted, Object list) {
    for (Object element : elements(list)) {
      if (wanted.equals(element)) {
        return true;
      }
    }
    return false;
  }

  static boolean containsSame(Object wanted, Object list) {
    for (Object element : elements(list)) {
      if (ValueEquality.equal(wanted, element)) {
        return true;
      }
    }
    return false;
  }

  static boolean same(Object left, Object right) {
    return ValueEquality.equal(left, right);
  }

  static Object concatLists(Object first, Object second) {
    Object[] left = elements(first);
    Object[] right = elements(second);
    Object[] all = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return ValueList.of(all);
  }

  static Object list(Object[] items) {
    return ValueList.of(items);
  }

  static long sizeOfList(Object list) {
    return ((List<?>) list).size();
  }

  static @Nullable Object element(Object list, long index) {
    List<?> elements = (List<?>) list;
    return index < 0 || index >= elements.size() ? null : elements.get((int) index);
  }

  // maps

  static long sizeOfMap(Object map) {
    return ((Map<?, ?>) map).size();
  }

  static boolean hasKey(String key, Object map) {
    return ((Map<?, ?>) map).containsKey(key);
  }

  static @Nullable Object valueOf(Object map, String key) {
    return ((Map<?, ?>) map).get(key);
  }

  // texts

  static String concat(String first, String second) {
    return first.concat(second);
  }

  static long sizeOfText(String text) {
    return text.codePointCount(0, text.length());
  }

  static boolean startsWith(String text, String start) {
    return text.startsWith(start);
  }

  static boolean endsWith(String text, String end) {
    return text.endsWith(end);
  }

  static boolean holdsText(String text, String part) {
    return text.contains(part);
  }

  // moments

  @SuppressWarnings({"unchecked", "rawtypes"}) // the checker has made sure that both are of a type
  static int compare(Object left, Object right) {
    if (left instanceof String first) {
      return CelSpecFixups.compare(first, (String) right);
    }
    return ((Comparable) left).compareTo(right);
  }

  static @Nullable Object later(Object moment, Object by) {
    return TimeArithmetic.sum(moment, by);
  }

  static @Nullable Object earlier(Object moment, Object by) {
    return TimeArithmetic.difference(moment, by);
  }

  // packages

  static String packageProblem(String specifier) {
    return PackageSpecifier.problem(specifier);
  }

  static String packageRegistry(String specifier) {
    return PackageSpecifier.registry(specifier);
  }

  static String packageName(String specifier) {
    return PackageSpecifier.name(specifier);
  }

  static String packageScope(String specifier) {
    return PackageSpecifier.scope(specifier);
  }

  static boolean packageScopeIn(String specifier, Object scopes) {
    return PackageSpecifier.hasScopeIn(specifier, elements(scopes));
  }

  static String packageVersion(String specifier) {
    return PackageSpecifier.version(specifier);
  }

  static long sizeOfPatterns(Object patterns) {
    return ((PackagePatterns) patterns).size();
  }

  static boolean patternsMatch(Object patterns, String specifier) {
    return ((PackagePatterns) patterns).matches(specifier);
  }

  static boolean patternsMatchVersion(Object patterns, String specifier, String version) {
    return ((PackagePatterns) patterns).matches(specifier, version);
  }

  static String patternsFirstMatch(Object patterns, String specifier, String version) {
    return ((PackagePatterns) patterns).firstMatch(specifier, version);
  }

  static boolean patternsUndecided(Object patterns, String specifier, String version) {
    return ((PackagePatterns) patterns).undecided(specifier, version);
  }
}
