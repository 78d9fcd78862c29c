package dev.portreeve.engine.facts;

import dev.portreeve.engine.packages.PackagePattern;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of one setting, checked by the same schema and pattern rules as a team file.
 *
 * <p>Each field is worked out when a policy reads it; all may answer a {@link FactProblem}.
 */
public final class Change {
  /** What {@code change.kind} can be. */
  public static final List<String> KINDS = List.of("none", "several", "value", "add", "remove");

  /** What {@code change.problem} can be. */
  public static final List<String> PROBLEMS = List.of("", "invalid_setting", "invalid_entry");

  /** What {@code change.entry_problem} can be. */
  public static final List<String> ENTRY_PROBLEMS =
      List.of(
          "",
          "missing_registry",
          "unknown_registry",
          "missing_version",
          "invalid_package_name",
          "version_range_not_supported",
          "negation_not_supported",
          "unsupported_glob",
          "malformed");

  private static final String INVALID_SETTING = "invalid_setting";
  private static final String INVALID_ENTRY = "invalid_entry";

  private final Frame frame;
  private final @Nullable Team team;
  private final ChangeSpec spec;

  /**
   * @param team the team whose setting it is, or null when none is known
   */
  public Change(Frame frame, @Nullable Team team, ChangeSpec spec) {
    this.frame = frame;
    this.team = team;
    this.spec = spec;
  }

  /** The field's typed value, or the problem of reading it. */
  public Object field(String name) {
    return switch (name) {
      case "kind" -> kind();
      case "setting" -> Lookup.fact(frame, team, spec.setting());
      case "on_plan" -> withSetting(setting -> withTeam(t -> t.control(setting.index())));
      case "roles" -> withSetting(Setting::roles);
      case "problem" -> withProposal(Proposal::problem);
      case "field" -> withProposal(Proposal::field);
      case "entry_problem" -> withProposal(Proposal::entryProblem);
      case "broad_patterns" -> withProposal(Proposal::broadPatterns);
      default -> throw new IllegalArgumentException("no such field: " + name);
    };
  }

  /**
   * The value the setting would have, or the problem of working it out.
   *
   * @param setting of which index; another one than the changed answers the value in force
   */
  public Object settingAfter(int setting) {
    return withSetting(
        changed ->
            changed.index() != setting
                ? withTeam(t -> orMissing(t.setting(setting), setting))
                : withProposal(proposal -> orMissing(proposal.value(), setting)));
  }

  private Object orMissing(@Nullable Object value, int setting) {
    return value != null
        ? value
        : FactProblem.missing("settings." + frame.schema().settings().get(setting).key());
  }

  private Object kind() {
    boolean value = given(spec.value());
    boolean add = given(spec.add());
    boolean remove = given(spec.remove());
    int count = (value ? 1 : 0) + (add ? 1 : 0) + (remove ? 1 : 0);
    if (count == 0) {
      return "none";
    }
    if (count > 1) {
      return "several";
    }
    return value ? "value" : add ? "add" : "remove";
  }

  private boolean given(Fact fact) {
    return frame.value(fact.slot()) != null;
  }

  private Object withSetting(Function<Setting, Object> then) {
    Object key = Lookup.fact(frame, team, spec.setting());
    if (key instanceof FactProblem) {
      return key;
    }
    Optional<Setting> setting = frame.schema().setting((String) key);
    return setting.isEmpty()
        ? new FactProblem(FactProblem.Kind.INVALID, spec.setting().path())
        : then.apply(setting.get());
  }

  private Object withTeam(Function<Team, Object> then) {
    return team == null ? Lookup.noTeam(frame) : then.apply(team);
  }

  private Object withProposal(Function<Proposal, Object> then) {
    return withSetting(
        setting -> {
          Object kind = kind();
          Fact fact =
              kind.equals("add")
                  ? spec.add()
                  : kind.equals("remove") ? spec.remove() : spec.value();
          Object raw = Lookup.fact(frame, team, fact);
          if (raw instanceof FactProblem) {
            return raw;
          }
          if (kind.equals("value")) {
            return then.apply(replaced(setting, raw, fact.path()));
          }
          return withTeam(
              t -> then.apply(edited(setting, t, raw, fact.path(), kind.equals("add"))));
        });
  }

  /**
   * What the change comes to.
   *
   * @param value typed, or null when there is a problem
   */
  private record Proposal(
      @Nullable Object value,
      String problem,
      String field,
      String entryProblem,
      List<String> broadPatterns) {

    static Proposal good(@Nullable Object value, List<String> patterns) {
      List<String> broad =
          patterns.stream().filter(p -> !PackagePattern.warnings(p).isEmpty()).toList();
      return new Proposal(value, "", "", "", broad);
    }

    static Proposal badSetting(String field) {
      return new Proposal(null, INVALID_SETTING, field, "", List.of());
    }

    static Proposal badEntry(String field, String code) {
      return new Proposal(null, INVALID_ENTRY, field, code, List.of());
    }
  }

  private static Proposal replaced(Setting setting, Object raw, String path) {
    Object typed = setting.type().accept(raw);
    if (typed instanceof InvalidValue invalid) {
      Problem worst =
          invalid.problems().stream()
              .filter(problem -> problem.entry().isEmpty())
              .findFirst()
              .orElse(invalid.problems().get(0));
      String inside = worst.path();
      String field =
          inside.isEmpty() || inside.startsWith("[") ? path + inside : path + "." + inside;
      return worst.entry().isEmpty()
          ? Proposal.badSetting(field)
          : Proposal.badEntry(field, worst.entry());
    }
    return Proposal.good(typed, patternsIn(typed));
  }

  private static List<String> patternsIn(Object typed) {
    List<String> patterns = new ArrayList<>();
    if (typed instanceof Structure structure) {
      for (int i = 0; i < structure.type().fields().size(); i++) {
        if (structure.value(i) instanceof PackagePatterns set) {
          patterns.addAll(set.patterns());
        }
      }
    }
    return patterns;
  }

  private static Proposal edited(Setting setting, Team team, Object raw, String path, boolean add) {
    Object current = team.setting(setting.index());
    if (!(setting.type() instanceof StructType type) || !(current instanceof Structure structure)) {
      return Proposal.badSetting(path);
    }
    for (int i = 0; i < type.fields().size(); i++) {
      EntryEdit edit = new EntryEdit(type.field(i), raw, path);
      if (edit.applies()) {
        Object list = edit.apply(structure.value(i), add);
        if (list instanceof EntryEdit.Refusal refusal) {
          return refusal.code().isEmpty()
              ? Proposal.badSetting(refusal.field())
              : Proposal.badEntry(refusal.field(), refusal.code());
        }
        List<String> patterns =
            add && list instanceof PackagePatterns ? List.of(((String) raw).strip()) : List.of();
        return Proposal.good(structure.with(i, list), patterns);
      }
    }
    return Proposal.badSetting(path);
  }
}
