package dev.portreeve.policy.compiled;

import com.google.re2j.Pattern;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.decision.Members;
import dev.portreeve.policy.facts.Change;
import dev.portreeve.policy.facts.FactProblem;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.facts.Lookup;
import dev.portreeve.policy.facts.Team;
import dev.portreeve.policy.lang.Builtin;
import dev.portreeve.policy.lang.Moments;
import dev.portreeve.policy.lang.Repairs;
import dev.portreeve.policy.lang.Verdicts;
import dev.portreeve.policy.packages.PackagePatterns;
import dev.portreeve.policy.packages.PackageSpecifier;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.type.Invalid;
import dev.portreeve.policy.type.ValueList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What compiled policies call for everything that is not a few instructions. */
final class Ops {
  private Ops() {}

  /** A method that a {@link Node.Call} calls; one that fails answers null. */
  enum Method {
    CONTAINS(Kind.BOOL, Answer.ALWAYS, Kind.OBJECT, Kind.OBJECT),
    CONTAINS_TEXT(Kind.BOOL, Answer.ALWAYS, Kind.STRING, Kind.OBJECT),
    OBLIGATION(Kind.OBJECT, Answer.OR_NULL, Kind.OBJECT),
    CONCAT(Kind.STRING, Answer.ALWAYS, Kind.STRING, Kind.STRING),
    CONCAT_LISTS(Kind.OBJECT, Answer.ALWAYS, Kind.OBJECT, Kind.OBJECT),
    SIZE_OF_TEXT(Kind.INT, Answer.ALWAYS, Kind.STRING),
    SIZE_OF_LIST(Kind.INT, Answer.ALWAYS, Kind.OBJECT),
    SIZE_OF_PATTERNS(Kind.INT, Answer.ALWAYS, Kind.OBJECT),
    STARTS_WITH(Kind.BOOL, Answer.ALWAYS, Kind.STRING, Kind.STRING),
    ENDS_WITH(Kind.BOOL, Answer.ALWAYS, Kind.STRING, Kind.STRING),
    HOLDS_TEXT(Kind.BOOL, Answer.ALWAYS, Kind.STRING, Kind.STRING),
    ELEMENT(Kind.OBJECT, Answer.OR_NULL, Kind.OBJECT, Kind.INT),
    LATER(Kind.OBJECT, Answer.OR_NULL, Kind.OBJECT, Kind.OBJECT),
    EARLIER(Kind.OBJECT, Answer.OR_NULL, Kind.OBJECT, Kind.OBJECT),
    PACKAGE_PROBLEM(Kind.STRING, Answer.ALWAYS, Kind.STRING),
    PACKAGE_REGISTRY(Kind.STRING, Answer.ALWAYS, Kind.STRING),
    PACKAGE_NAME(Kind.STRING, Answer.ALWAYS, Kind.STRING),
    PACKAGE_SCOPE(Kind.STRING, Answer.ALWAYS, Kind.STRING),
    PACKAGE_VERSION(Kind.STRING, Answer.ALWAYS, Kind.STRING),
    PATTERNS_MATCH(Kind.BOOL, Answer.ALWAYS, Kind.OBJECT, Kind.STRING),
    PATTERNS_MATCH_VERSION(Kind.BOOL, Answer.ALWAYS, Kind.OBJECT, Kind.STRING, Kind.STRING),
    PATTERNS_FIRST_MATCH(Kind.STRING, Answer.ALWAYS, Kind.OBJECT, Kind.STRING, Kind.STRING),
    PATTERNS_UNDECIDED(Kind.BOOL, Answer.ALWAYS, Kind.OBJECT, Kind.STRING, Kind.STRING);

    /** Whether a method always answers. */
    enum Answer {
      ALWAYS,
      OR_NULL
    }

    private final Kind result;
    private final Answer answer;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<Kind> parameters;

    Method(Kind result, Answer answer, Kind... parameters) {
      this.result = result;
      this.answer = answer;
      this.parameters = List.of(parameters);
    }

    Kind result() {
      return result;
    }

    boolean fails() {
      return answer == Answer.OR_NULL;
    }

    /** The name of the method of {@link Ops}: {@code SIZE_OF_LIST} is {@code sizeOfList}. */
    String method() {
      StringBuilder camel = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        camel.append(
            camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return camel.toString();
    }

    List<Kind> parameters() {
      return parameters;
    }

    String descriptor() {
      StringBuilder text = new StringBuilder("(");
      parameters.forEach(kind -> text.append(kind.descriptor()));
      return text.append(')').append(result.descriptor()).toString();
    }
  }

  // what a check says

  static @Nullable Object directory(Frame frame, @Nullable Team team, int index) {
    return Lookup.fromDirectory(frame, team, index);
  }

  static Object invalid(Object value, Fact fact) {
    return FactProblem.invalid(fact.path(), (Invalid) value);
  }

  /**
   * The problem of reading anything of a team that is not known.
   *
   * @param missing the same, if nothing names one
   */
  static Object noTeam(Frame frame, FactProblem missing) {
    Optional<Fact> carrier = frame.schema().team();
    boolean illTyped = carrier.isPresent() && frame.value(carrier.get().slot()) instanceof Invalid;
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

  static Object speak(Object decision, Speaker speaker) {
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
      return Verdicts.obligation((Members) members);
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

  static Object[] elements(Object list) {
    return list instanceof ValueList values ? values.elements() : ((List<?>) list).toArray();
  }

  static boolean contains(Object wanted, Object list) {
    for (Object element : elements(list)) {
      if (wanted.equals(element)) {
        return true;
      }
    }
    return false;
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
      return Repairs.compare(first, (String) right);
    }
    return ((Comparable) left).compareTo(right);
  }

  static @Nullable Object later(Object moment, Object by) {
    return Moments.sum(moment, by);
  }

  static @Nullable Object earlier(Object moment, Object by) {
    return Moments.difference(moment, by);
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
