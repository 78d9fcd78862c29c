package dev.portreeve.sidecar.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All credentials of a file, by what their holders show. Immutable but for verified secrets. */
final class Credentials {
  static final Credentials NONE = new Credentials(Map.of());

  private final Map<String, Credential> byId;
  private final Map<Integer, Caller> byUid = new HashMap<>();
  private final Map<String, Caller> byName = new HashMap<>();
  private final List<Beginning> beginnings = new ArrayList<>();

  /** What the names in certificates of a caller begin with. */
  private record Beginning(String text, Caller caller) {}

  /**
   * @param byId in which no two entries are proved by the same name or user
   */
  Credentials(Map<String, Credential> byId) {
    this.byId = new LinkedHashMap<>(byId);
    byId.values().forEach(this::index);
    beginnings.sort(
        Comparator.comparing((Beginning each) -> each.text().length())
            .reversed()
            .thenComparing(Beginning::text));
  }

  private void index(Credential each) {
    if (each.proof() instanceof Credential.Proof.Uid owner) {
      byUid.put(owner.uid(), each.caller());
    } else if (each.proof() instanceof Credential.Proof.Certificate certificate) {
      String name = certificate.name();
      if (name.endsWith("*")) {
        beginnings.add(new Beginning(name.substring(0, name.length() - 1), each.caller()));
      } else {
        byName.put(name, each.caller());
      }
    }
  }

  /** These, with the entries of others where they are the same: what is verified stays verified. */
  Credentials after(Credentials before) {
    Map<String, Credential> merged = new LinkedHashMap<>(byId);
    merged.replaceAll(
        (id, now) -> {
          Credential known = before.byId.get(id);
          return known == null ? now : now.after(known);
        });
    return new Credentials(merged);
  }

  @Nullable Credential of(String id) {
    return byId.get(id);
  }

  Optional<Caller> ofUid(int uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  /**
   * The caller of a certificate: that of the first of its names that stands in the file as it is,
   * else that of the longest beginning.
   */
  Optional<Caller> ofCertificate(Collection<String> names) {
    for (String name : names) {
      Caller caller = byName.get(name);
      if (caller != null) {
        return Optional.of(caller);
      }
    }
    return beginnings.stream()
        .filter(each -> names.stream().anyMatch(name -> name.startsWith(each.text())))
        .map(Beginning::caller)
        .findFirst();
  }

  boolean hasPasswords() {
    return byId.values().stream()
        .anyMatch(each -> each.proof() instanceof Credential.Proof.Password);
  }
}
