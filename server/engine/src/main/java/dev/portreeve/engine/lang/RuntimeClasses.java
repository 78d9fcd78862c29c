package dev.portreeve.engine.lang;

import dev.cel.common.types.CelType;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.ReasonMessage;
import dev.portreeve.engine.net.CidrRange;
import dev.portreeve.engine.net.IpAddress;
import dev.portreeve.engine.packages.PackagePatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The Java class in which cel-java's runtime holds a value of a CEL type. */
public final class RuntimeClasses {
  private static final Map<CelType, Class<?>> OPAQUE =
      Map.of(
          CelTypeMapping.DECISION, Decision.class,
          CelTypeMapping.OBLIGATION, Obligation.class,
          CelTypeMapping.ADVICE, Advice.class,
          CelTypeMapping.APPROVER, Approver.class,
          CelTypeMapping.PATTERNS, PackagePatterns.class,
          CelTypeMapping.IP, IpAddress.class,
          CelTypeMapping.CIDR, CidrRange.class,
          CelTypeMapping.REASON_MESSAGE, ReasonMessage.class);

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
