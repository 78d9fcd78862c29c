package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the handlers of one request share: the team, and what was done to it. */
final class ScimContext extends Context {
  private final Roster roster;
  private final List<Map<String, Object>> changes = new ArrayList<>();

  ScimContext(Roster roster) {
    super(new Admitted());
    this.roster = roster;
  }

  static ScimContext of(Context context) {
    return (ScimContext) context;
  }

  Roster roster() {
    return roster;
  }

  /** What was done, for the audit. */
  List<Map<String, Object>> changes() {
    return changes;
  }

  /** Notes something done. */
  void note(String action, Map<String, Object> details) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("action", action);
    change.putAll(details);
    changes.add(change);
  }

  /**
   * Whether the request decides about an attribute: a replacement that leaves one out leaves it as
   * it is; a patched resource is whole, so that one it does not have was removed.
   */
  boolean decides(String attribute) {
    if (getUriInfos().getHttpMethod() == HttpMethod.PATCH) {
      return true;
    }
    ObjectNode body = ScimJson.object(getRequestBody()).orElseGet(ScimJson::object);
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      if (names.next().equalsIgnoreCase(attribute)) {
        return true;
      }
    }
    return false;
  }

  /** Whoever asks was admitted before. */
  private static final class Admitted implements Authorization {
    @Override
    public Set<String> getClientRoles() {
      return Set.of();
    }

    @Override
    public boolean authenticate(Map<String, String> headers, Map<String, String> parameters) {
      return true;
    }
  }
}
