package dev.portreeve.bench.hand;

import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.decision.Outcome;
import dev.portreeve.policy.packages.PackagePatterns;
import dev.portreeve.policy.packages.PackageSpecifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code package.import}; what a specifier says and a pattern matches, it asks the same code. */
final class ImportRules implements HandRules {
  private static final Decision NOT_EXTERNAL = Answers.permit("not_external");
  private static final Decision INVALID_SPECIFIER = Answers.deny("invalid_specifier");
  private static final Decision UNKNOWN_REGISTRY = Answers.deny("unknown_registry");
  private static final Decision INVALID_NAME = Answers.deny("invalid_package_name");
  private static final Decision NOT_EXACT = Answers.deny("version_not_exact");
  private static final Decision PROHIBITED = Answers.deny("external_packages_prohibited");
  private static final Decision UNRESOLVED = Answers.deny("version_unresolved");
  private static final Decision NOT_ALLOWED = Answers.deny("package_not_allowed");
  private static final Decision NO_SCOPE = Answers.deny("private_scope_not_configured");
  private static final Decision UNSUPPORTED = Answers.deny("package_unsupported");
  private static final Decision ALL_ALLOWED = Answers.permit("all_packages_allowed");
  private static final double MAX_MB = 50;

  @Override
  public Decision decide(HandCheck check) {
    Subject subject = check.subject();
    if (subject.accessKey()) {
      return Answers.ACCESS_KEY;
    }
    if (!subject.signedIn()) {
      return Answers.SIGN_IN;
    }
    int roles = TeamRoles.of(subject, check.org());
    if (!TeamRoles.isMember(roles)) {
      return TeamRoles.isGuest(roles) ? Answers.GUEST : Answers.NOT_A_MEMBER;
    }
    return switch (PackageSpecifier.problem(check.target().id())) {
      case "not_external" -> NOT_EXTERNAL;
      case "invalid_specifier" -> INVALID_SPECIFIER;
      case "unknown_registry" -> UNKNOWN_REGISTRY;
      case "invalid_package_name" -> INVALID_NAME;
      case "version_not_exact" -> NOT_EXACT;
      default -> external(check);
    };
  }

  private static Decision external(HandCheck check) {
    Org org = check.org();
    Target target = check.target();
    if (target.isPrivate() && !org.hasControls()) {
      return Answers.FEATURE_UNAVAILABLE;
    }
    return switch (org.packages().mode()) {
      case DONT_ALLOW -> PROHIBITED;
      case ALLOW_ALL -> {
        Decision refused = refusal(target, org);
        yield refused != null ? refused : allowed(target, org);
      }
      case ALLOW_SELECTED -> selected(target, org);
    };
  }

  private static Decision allowed(Target target, Org org) {
    if (target.isPrivate()) {
      return privateOne(target);
    }
    return org.plan() == Org.Plan.ENTERPRISE ? ALL_ALLOWED : Answers.NOT_ON_PLAN;
  }

  private static Decision selected(Target target, Org org) {
    PackagePatterns patterns = org.packages().allowed();
    String entry = patterns.firstMatch(target.id(), target.resolvedVersion());
    if (entry.isEmpty()) {
      return patterns.undecided(target.id(), target.resolvedVersion()) ? UNRESOLVED : NOT_ALLOWED;
    }
    Decision refused = refusal(target, org);
    if (refused != null) {
      return refused;
    }
    return target.isPrivate()
        ? privateOne(target)
        : Answers.decision(
            Outcome.PERMIT,
            "package_on_allow_list",
            List.of(),
            List.of(),
            List.of(),
            Map.of("entry", entry));
  }

  /** Why a package that the list allows is refused all the same, or null. */
  private static @Nullable Decision refusal(Target target, Org org) {
    if (target.isPrivate() && !isScopeConfigured(target, org)) {
      return NO_SCOPE;
    }
    return target.supported() && target.sizeMb() <= MAX_MB ? null : UNSUPPORTED;
  }

  private static boolean isScopeConfigured(Target target, Org org) {
    return target.id().startsWith("npm:")
        && org.privateNpm().tokenStored()
        && org.privateNpm().scopes().contains(PackageSpecifier.scope(target.id()));
  }

  private static Decision privateOne(Target target) {
    return Answers.answer(
        Outcome.PERMIT,
        "private_scope_configured",
        List.of(Answers.custom("decrypt_token_for_import", "resource", target.id())));
  }
}
