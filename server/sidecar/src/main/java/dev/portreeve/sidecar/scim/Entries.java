package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What is kept of a resource beside the team: its attributes, and when it was made and changed. */
final class Entries {
  private static final String CREATED = "created";
  private static final String MODIFIED = "modified";

  private Entries() {}

  /** An entry with other attributes; the same one where they are the same. */
  static ObjectNode said(Optional<ObjectNode> before, ObjectNode attributes) {
    if (before.isPresent() && attributes.equals(before.get().get(Person.ATTRIBUTES))) {
      return before.get();
    }
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    ObjectNode entry = before.map(ObjectNode::deepCopy).orElseGet(ScimJson::object);
    entry.set(Person.ATTRIBUTES, attributes);
    if (!entry.has(CREATED)) {
      entry.put(CREATED, now);
    }
    return entry.put(MODIFIED, now);
  }

  /** What SCIM tells about a resource. */
  static Meta meta(Optional<ObjectNode> entry, String version) {
    Meta meta = Meta.builder().build();
    meta.setVersion(ETag.builder().weak(true).tag(version).build());
    entry.ifPresent(
        says -> {
          meta.setCreated(says.path(CREATED).asText());
          meta.setLastModified(says.path(MODIFIED).asText());
        });
    return meta;
  }
}
