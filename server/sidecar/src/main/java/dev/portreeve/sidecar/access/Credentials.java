package dev.portreeve.sidecar.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All credentials of a file, by what their holders show. Immutable but for verified secrets. */
final class Credentials {
  static final Credentials NONE = new Credentials(Map.of());

  private final Map<String, Credential> byId;

  Credentials(Map<String, Credential> byId) {
    this.byId = Map.copyOf(byId);
  }

  /** These, with the entries of others where they are the same: what is verified stays verified. */
  Credentials after(Credentials before) {
    Map<String, Credential> merged = new HashMap<>(byId);
    merged.replaceAll(
        (id, now) -> {
          Credential known = before.byId.get(id);
          return known != null && known.same(now) ? known : now;
        });
    return new Credentials(merged);
  }

  @Nullable Credential of(String id) {
    return byId.get(id);
  }

  Optional<Caller> ofUid(int uid) {
    return byId.values().stream()
        .filter(each -> each.proof() instanceof Credential.Proof.Uid owner && owner.uid() == uid)
        .map(Credential::caller)
        .findFirst();
  }

  /** The caller of the first name that a certificate carries and an entry takes. */
  Optional<Caller> ofCertificate(Collection<String> names) {
    for (Credential each : byId.values()) {
      if (each.proof() instanceof Credential.Proof.Certificate wanted
          && names.stream().anyMatch(name -> matches(wanted.name(), name))) {
        return Optional.of(each.caller());
      }
    }
    return Optional.empty();
  }

  boolean hasPasswords() {
    return byId.values().stream()
        .anyMatch(each -> each.proof() instanceof Credential.Proof.Password);
  }

  private static boolean matches(String wanted, String name) {
    return wanted.endsWith("*")
        ? name.startsWith(wanted.substring(0, wanted.length() - 1))
        : wanted.equals(name);
  }
}
