package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.packages.PackageSpecifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code package.import}; what a specifier says and a pattern matches, it asks the same code. */
final class ImportRules implements HandRules {
  private static final Decision NOT_EXTERNAL = HandAnswers.permit("not_external");
  private static final Decision INVALID_SPECIFIER = HandAnswers.deny("invalid_specifier");
  private static final Decision UNKNOWN_REGISTRY = HandAnswers.deny("unknown_registry");
  private static final Decision INVALID_NAME = HandAnswers.deny("invalid_package_name");
  private static final Decision NOT_EXACT = HandAnswers.deny("version_not_exact");
  private static final Decision PROHIBITED = HandAnswers.deny("external_packages_prohibited");
  private static final Decision UNRESOLVED = HandAnswers.deny("version_unresolved");
  private static final Decision NOT_ALLOWED = HandAnswers.deny("package_not_allowed");
  private static final Decision NO_SCOPE = HandAnswers.deny("private_scope_not_configured");
  private static final Decision UNSUPPORTED = HandAnswers.deny("package_unsupported");
  private static final Decision ALL_ALLOWED = HandAnswers.permit("all_packages_allowed");
  private static final double MAX_MB = 50;

  @Override
  public Decision decide(HandCheck check) {
    HandSubject subject = check.subject();
    if (subject.accessKey()) {
      return HandAnswers.ACCESS_KEY;
    }
    if (!subject.signedIn()) {
      return HandAnswers.SIGN_IN;
    }
    int roles = TeamRoles.of(subject, check.org());
    if (TeamRoles.mustUseSso(check, roles)) {
      return HandAnswers.USE_SSO;
    }
    if (!TeamRoles.isMember(roles)) {
      return TeamRoles.isGuest(roles) ? HandAnswers.GUEST : HandAnswers.NOT_A_MEMBER;
    }
    return switch (PackageSpecifier.problem(check.target().id())) {
      case "not_external" -> NOT_EXTERNAL;
      case "invalid_specifier" -> INVALID_SPECIFIER;
      case "unknown_registry" -> UNKNOWN_REGISTRY;
      case "invalid_package_name" -> INVALID_NAME;
      case "version_not_exact" -> NOT_EXACT;
      default -> external(check, roles);
    };
  }

  private static Decision external(HandCheck check, int roles) {
    HandTeam org = check.org();
    HandResource target = check.target();
    if (isPrivate(target, org) && !org.hasControls()) {
      return HandAnswers.featureUnavailable(roles, org);
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

  private static Decision allowed(HandResource target, HandTeam org) {
    if (isPrivate(target, org)) {
      return privateOne(target);
    }
    return org.plan() == HandTeam.Plan.ENTERPRISE ? ALL_ALLOWED : HandAnswers.NOT_ON_PLAN;
  }

  private static Decision selected(HandResource target, HandTeam org) {
    PackagePatterns patterns = org.packages().allowed();
    String entry = patterns.firstMatch(target.id(), target.resolvedVersion());
    if (entry.isEmpty()) {
      return patterns.undecided(target.id(), target.resolvedVersion()) ? UNRESOLVED : NOT_ALLOWED;
    }
    Decision refused = refusal(target, org);
    if (refused != null) {
      return refused;
    }
    return isPrivate(target, org)
        ? privateOne(target)
        : HandAnswers.decision(
            Outcome.PERMIT,
            "package_on_allow_list",
            List.of(),
            List.of(),
            List.of(),
            Map.of("entry", entry));
  }

  /** Why a package that the list allows is refused all the same, or null. */
  private static @Nullable Decision refusal(HandResource target, HandTeam org) {
    if (isPrivate(target, org) && !isScopeConfigured(target, org)) {
      return NO_SCOPE;
    }
    return target.supported() && target.sizeMb() <= MAX_MB ? null : UNSUPPORTED;
  }

  /** As was said, else by the scopes of the team's private packages. */
  private static boolean isPrivate(HandResource target, HandTeam org) {
    if (target.saidPrivate() != null) {
      return target.saidPrivate();
    }
    return target.id().startsWith("npm:")
        && org.privateNpm().scopes().contains(PackageSpecifier.scope(target.id()));
  }

  private static boolean isScopeConfigured(HandResource target, HandTeam org) {
    return target.id().startsWith("npm:")
        && org.privateNpm().tokenStored()
        && org.privateNpm().scopes().contains(PackageSpecifier.scope(target.id()));
  }

  private static Decision privateOne(HandResource target) {
    return HandAnswers.answer(
        Outcome.PERMIT,
        "private_scope_configured",
        List.of(HandAnswers.custom("decrypt_token_for_import", "resource", target.id())));
  }
}
