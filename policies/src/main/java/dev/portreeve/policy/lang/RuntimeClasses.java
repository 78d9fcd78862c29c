package dev.portreeve.policy.lang;

import dev.cel.common.types.CelType;
import dev.portreeve.policy.decision.Advice;
import dev.portreeve.policy.decision.Approver;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.decision.Obligation;
import dev.portreeve.policy.packages.PackagePatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The Java class in which cel-java's runtime holds a value of a CEL type. */
public final class RuntimeClasses {
  private static final Map<CelType, Class<?>> OPAQUE =
      Map.of(
          CelTypes.DECISION, Decision.class,
          CelTypes.OBLIGATION, Obligation.class,
          CelTypes.ADVICE, Advice.class,
          CelTypes.APPROVER, Approver.class,
          CelTypes.PATTERNS, PackagePatterns.class);

  private RuntimeClasses() {}

  public static Class<?> of(CelType type) {
    return switch (type.kind()) {
      case BOOL -> Boolean.class;
      case INT -> Long.class;
      case DOUBLE -> Double.class;
      case STRING -> String.class;
      case TIMESTAMP -> Instant.class;
      case DURATION -> Duration.class;
      case LIST -> List.class;
      case MAP -> Map.class;
      case OPAQUE -> OPAQUE.getOrDefault(type, Object.class);
      default -> Object.class;
    };
  }
}
