package dev.portreeve.engine.describe;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.portreeve.engine.lang.Builtin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of the functions that policies have beside standard CEL, made from their own table. */
public final class FunctionTable {
  private static final String HEAD =
      """
      # Functions of policies

      What expressions may call beside [standard CEL](https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions) and its macros (`has`, `all`, `exists`, `exists_one`, `filter`, `map`). This page is made from the table that the engine binds them by.

      | function | result | what |
      |---|---|---|
      """;

  /* No entries of the table, since their results are of the schema's making. */
  private static final String DIRECTORY =
      """
      | `person(string)`, `directory.subject(string)` | person | What the directory, a team's `members` or the set's, says of somebody, by id. |
      | `directory.resource(string, string)` | resource_entry | What the set's directory says of a resource, by type and id. |
      """;

  private static final String LIBRARIES =
      """

      ## CEL's extension libraries

      Those for strings, lists, sets, numbers and regular expressions, `cel.bind`, and macros with two variables; the names are CEL's. `T` is any type. A replacement that could make a text of more than 1,048,576 characters fails.

      | function | result | what |
      |---|---|---|
      """;

  private FunctionTable() {}

  /** The page, in Markdown. */
  public static String page() {
    Map<String, List<Builtin>> byText = new LinkedHashMap<>();
    for (Builtin builtin : Builtin.values()) {
      byText.computeIfAbsent(what(builtin), text -> new java.util.ArrayList<>()).add(builtin);
    }
    return byText.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n", HEAD, "\n" + DIRECTORY + LIBRARIES))
        + LibraryTable.section();
  }

  private static String row(String what, List<Builtin> overloads) {
    String calls =
        overloads.stream().map(one -> "`" + call(one) + "`").collect(Collectors.joining(", "));
    return "| " + calls + " | " + type(overloads.get(0).result()) + " | " + what + " |";
  }

  private static String call(Builtin builtin) {
    List<String> types = builtin.parameters().stream().map(FunctionTable::type).toList();
    boolean member = builtin.style() == Builtin.Style.MEMBER;
    String receiver = member ? types.get(0) + "." : "";
    List<String> arguments = member ? types.subList(1, types.size()) : types;
    return receiver + builtin.function() + "(" + String.join(", ", arguments) + ")";
  }

  static String type(CelType type) {
    if (type.kind() == CelKind.TYPE_PARAM) {
      return type.name();
    }
    if (type.parameters().isEmpty()) {
      return type.name().toLowerCase(java.util.Locale.ROOT).replaceFirst(".*\\.", "");
    }
    return type.parameters().stream()
        .map(FunctionTable::type)
        .collect(Collectors.joining(", ", type.name() + "(", ")"));
  }

  private static String what(Builtin builtin) {
    return switch (builtin) {
      case PERMIT_BARE, PERMIT -> "The subject may; with a reason's code.";
      case DENY_BARE, DENY -> "The subject may not; with a reason's code.";
      case NEEDS_APPROVAL ->
          "Not before one of the approvers has agreed: `needs_approval(\"too_dear\","
              + " [role(\"admin\")])`.";
      case MISSING_FACT ->
          "The engine's own denial for a fact that is needed and was not given, by its path.";
      case INVALID_FACT -> "The engine's own denial for a fact that does not fit, by its path.";
      case ROLE -> "Whoever holds a role may approve.";
      case USER -> "One person may approve, by id.";
      case GROUP -> "Whoever is in a group may approve.";
      case OBLIGE, OBLIGE_ALL -> "The decision with what the caller must carry out.";
      case ADVISE, ADVISE_ALL -> "The decision with what the caller may carry out or show.";
      case BECAUSE ->
          "The decision with the cause, a code, that chooses among the texts of its reason (see"
              + " messages.yaml).";
      case REASON_MESSAGE ->
          "As the value of a member of advice or an obligation: the text that `messages.yaml` has"
              + " for the decision's reason, so that no policy repeats it:"
              + " `advice(\"show_message\", {\"message\": reason_message()})`.";
      case DETAIL ->
          "The decision with a further member of the answer's `context`; the name is a literal, the"
              + " value a string, bool, number or list of strings.";
      case OBLIGATION_BARE, OBLIGATION_WITH ->
          "Something to carry out, with what there is to say of it.";
      case NOTIFICATION -> "A message to be sent: to whom, and its text.";
      case ADVICE_BARE, ADVICE_WITH ->
          "Something to show or offer, with what there is to say of it.";
      case PACKAGE_PROBLEM ->
          "`\"\"` for a valid external package specifier (`npm:lodash@4.17.21`), else"
              + " `not_external`, `invalid_specifier`, `unknown_registry`, `invalid_package_name`"
              + " or `version_not_exact`.";
      case PACKAGE_REGISTRY -> "Its registry; `\"\"` where there is none.";
      case PACKAGE_NAME -> "Its name with the scope; `\"\"` where there is none.";
      case PACKAGE_SCOPE -> "Its scope; `\"\"` where there is none.";
      case PACKAGE_VERSION -> "Its version; `\"\"` where there is none.";
      case PATTERNS_MATCH, PATTERNS_MATCH_VERSION ->
          "Whether one of the package patterns matches a specifier; the version counts when the"
              + " specifier has none, `\"\"` is unknown.";
      case PATTERNS_FIRST_MATCH -> "The first pattern as listed that matches, or `\"\"`.";
      case PATTERNS_UNDECIDED ->
          "Nothing matches, the version is unknown, and the version of an entry whose registry and"
              + " name match would decide.";
      case PATTERNS_SIZE -> "How many patterns there are.";
      case IP -> "An IPv4 or IPv6 address; a text that is none fails.";
      case IS_IP -> "Whether a text is an address.";
      case IP_IS_CANONICAL ->
          "Whether it is written as RFC 5952 wants; a text that is no address fails.";
      case IP_FAMILY -> "4 or 6.";
      case IP_IS_UNSPECIFIED -> "`0.0.0.0` or `::`.";
      case IP_IS_LOOPBACK -> "In `127.0.0.0/8`, or `::1`.";
      case IP_IS_LINK_LOCAL_MULTICAST -> "In `224.0.0.0/24` or `ff02::/16`.";
      case IP_IS_LINK_LOCAL_UNICAST -> "In `169.254.0.0/16` or `fe80::/10`.";
      case IP_IS_GLOBAL_UNICAST ->
          "None of the above, nor multicast, nor `255.255.255.255`; private addresses are.";
      case IP_STRING, CIDR_STRING -> "As a text.";
      case CIDR -> "A range of addresses: `cidr(\"10.0.0.0/8\")`; a text that is none fails.";
      case IS_CIDR -> "Whether a text is a range.";
      case CIDR_CONTAINS_IP, CIDR_CONTAINS_IP_TEXT -> "Whether an address is in the range.";
      case CIDR_CONTAINS_CIDR, CIDR_CONTAINS_CIDR_TEXT -> "Whether a range is in the range.";
      case CIDR_IP -> "The address before the slash.";
      case CIDR_MASKED -> "The range without bits beyond its prefix.";
      case CIDR_PREFIX_LENGTH -> "How many leading bits its addresses share.";
    };
  }
}
