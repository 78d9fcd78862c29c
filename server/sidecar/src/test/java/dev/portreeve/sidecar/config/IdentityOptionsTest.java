package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityOptionsTest {
  private static IdentityConfig read(Map<String, String> flags) throws ConfigurationException {
    return Configuration.read(flags, Map.of(), Path.of("")).identity();
  }

  private static String problem(Map<String, String> flags) {
    return assertThrows(ConfigurationException.class, () -> read(flags)).problem();
  }

  @Test
  void read_nothingSet_believesNobody() throws ConfigurationException {
    assertEquals(
        new IdentityConfig(
            TrustedProxies.NONE, Optional.empty(), Optional.empty(), Optional.empty()),
        read(Map.of()));
  }

  @Test
  void read_token_hasAllItsParts() throws ConfigurationException {
    Map<String, String> flags =
        Map.of("--jwt-keys", "https://i.example/keys", "--jwt-issuer", "i", "--jwt-audience", "a");
    assertEquals(
        Optional.of(new IdentityConfig.Token("https://i.example/keys", "i", "a", "sub")),
        read(flags).token());
  }

  @Test
  void read_halfOfIt_isRefused() {
    assertEquals(
        "--identity-header: `X-User` counts only from peers: name them with --proxies",
        problem(Map.of("--identity-header", "X-User")));
    assertEquals(
        "--jwt-keys: `k.json` verifies no token without --jwt-issuer",
        problem(Map.of("--jwt-keys", "k.json")));
    assertEquals(
        "--jwt-keys: `k.json` verifies no token without --jwt-audience",
        problem(Map.of("--jwt-keys", "k.json", "--jwt-issuer", "i")));
    assertEquals(
        "--jwt-audience: `a` says nothing without --jwt-keys",
        problem(Map.of("--jwt-audience", "a")));
    assertEquals(
        "--identity-header: `X User` is not the name of a header: letters, digits and `-`",
        problem(Map.of("--identity-header", "X User", "--proxies", "unix")));
    assertEquals(
        "--certificate-id: `name` is none of cn, dns, email, uri",
        problem(Map.of("--certificate-id", "name")));
  }
}
