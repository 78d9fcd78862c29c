package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreeve.engine.yaml.JsonNull;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Notes for the audit what was done to a user. Of addresses and the like only the names of the
 * attributes that changed are told, since the audit is never erased.
 */
final class UserChange {
  private UserChange() {}

  static void note(ScimContext request, String action, Optional<Person> from, Optional<Person> to) {
    Map<String, Object> details = new LinkedHashMap<>();
    String name = to.or(() -> from).map(Person::name).orElse("");
    details.put("member", name);
    from.map(Person::name)
        .filter(was -> !was.equals(name))
        .ifPresent(was -> details.put("was", was));
    details.put("from", says(from));
    details.put("to", says(to));
    details.put("attributes", changed(attributes(from), attributes(to)));
    request.note(action, details);
  }

  private static Object says(Optional<Person> person) {
    return person.flatMap(Person::member).<Object>map(ScimJson::raw).orElse(JsonNull.INSTANCE);
  }

  private static ObjectNode attributes(Optional<Person> person) {
    return person.map(Person::attributes).orElseGet(ScimJson::object);
  }

  private static List<String> changed(ObjectNode from, ObjectNode to) {
    TreeSet<String> names = new TreeSet<>();
    for (ObjectNode each : List.of(from, to)) {
      for (Iterator<String> all = each.fieldNames(); all.hasNext(); ) {
        names.add(all.next());
      }
    }
    names.removeIf(name -> Objects.equals(from.get(name), to.get(name)));
    return new ArrayList<>(names);
  }
}
