package dev.portreeve.sidecar.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names that an identity provider gives to users and groups. */
final class GivenNames {
  private static final int LONGEST = 256;

  private GivenNames() {}

  /** The name, if it can be one. */
  static String require(Optional<String> given, String attribute) {
    String name = given.orElse("");
    if (name.isBlank()
        || name.length() > LONGEST
        || name.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new BadRequestException(
          "`"
              + attribute
              + "` must be a text of 1 to "
              + LONGEST
              + " characters, none of them a control",
          ScimType.RFC7644.INVALID_VALUE);
    }
    return name;
  }
}
