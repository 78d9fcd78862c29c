package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessOptionsTest {
  private static ServerConfig read(String... flags) throws ConfigurationException {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < flags.length; i += 2) {
      all.put(flags[i], flags[i + 1]);
    }
    return Configuration.read(all, Map.of(), Path.of("/home"));
  }

  private static String refused(String... flags) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> read(flags)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:1", "127.9.9.9:1", "[::1]:1", "localhost:1", "unix:/run/p.sock"})
  void listen_fromThisMachineAlone_needsNothing(String address) throws ConfigurationException {
    assertTrue(read("--listen", address).listen().isLocal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:1", "[::]:1", "10.0.0.1:1", "pdp.example:1", "128.0.0.1:1"})
  void listen_fromOtherMachines_needsAuthenticationAndTls(String address)
      throws ConfigurationException {
    assertTrue(refused("--listen", address).contains("--insecure-no-auth"));
    assertTrue(
        refused("--listen", address, "--credentials", "c.yaml").contains("--insecure-no-tls"));
    assertTrue(
        refused("--listen", address, "--tls-cert", "c.pem", "--tls-key", "k.pem")
            .contains("--insecure-no-auth"));
    assertEquals(
        address,
        read(
                "--listen", address,
                "--credentials", "c.yaml",
                "--tls-cert", "c.pem",
                "--tls-key", "k.pem")
            .listen()
            .toString());
    assertTrue(
        read("--listen", address, "--insecure-no-auth", "true", "--insecure-no-tls", "true")
            .access()
            .insecure()
            .noTls());
  }

  @Test
  void options_thatSayNothingAlone_areRefused() {
    assertTrue(refused("--tls-key", "k.pem").contains("--tls-cert"));
    assertTrue(refused("--tls-cert", "c.pem").contains("--tls-key"));
    assertTrue(refused("--tls-client-ca", "ca.pem").contains("--tls-cert"));
    assertTrue(refused("--caller-jwt-audience", "a").contains("--caller-jwt-keys"));
    assertTrue(refused("--caller-jwt-keys", "k.json").contains("--caller-jwt-issuer"));
    assertTrue(refused("--open-metrics", "yes").contains("neither true nor false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "caller-jwt"})
  void tokens_withABlankIssuerOrAudience_areRefused(String whose) {
    String[] flags = {
      "--" + whose + "-keys",
      "k.json",
      "--" + whose + "-issuer",
      "i",
      "--" + whose + "-audience",
      " "
    };
    assertTrue(refused(flags).contains("verifies no token without --" + whose + "-audience"));
    flags[3] = "";
    assertTrue(refused(flags).contains("verifies no token without --" + whose + "-issuer"));
  }

  @Test
  void callerTokens_ofTheUsersIssuerAndAudience_areRefused() throws ConfigurationException {
    String[] users = {"--jwt-keys", "k.json", "--jwt-issuer", "i", "--jwt-audience", "a"};
    String[] same = {
      "--caller-jwt-keys", "k.json", "--caller-jwt-issuer", "i", "--caller-jwt-audience", "a"
    };
    String[] all = new String[users.length + same.length];
    System.arraycopy(users, 0, all, 0, users.length);
    System.arraycopy(same, 0, all, users.length, same.length);
    assertTrue(refused(all).contains("one of their own"));
    all[all.length - 1] = "portreeve";
    assertEquals("portreeve", read(all).access().token().orElseThrow().audience());
  }
}
