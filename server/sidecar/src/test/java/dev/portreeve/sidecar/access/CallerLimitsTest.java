package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts of who may ask, each alone. */
class CallerLimitsTest {
  private static final String HASH =
      "pbkdf2-sha512:1000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static List<String> problems(String entry) {
    return CredentialFile.problems("f", "credentials:\n  - {" + entry + "}\n").stream()
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: a, key: 'HASH', scopes: [check]|''",
        "id: a, password: 'HASH', scopes: [check, admin], facts: request|''",
        "id: a, certificate: 'spiffe://x/*', scopes: [check]|''",
        "id: a, uid: 0, scopes: [search]|''",
        "key: 'HASH', scopes: [check]|a credential needs an `id`: letters, digits, `-` and `_`",
        "id: 'a.b', uid: 1, scopes: [check]|a credential needs an `id`: letters, digits, `-` and"
            + " `_`",
        "id: a, scopes: [check]|a credential has one of key, password, certificate, uid",
        "id: a, uid: 1, key: 'HASH', scopes: [check]|a credential has one of key, password,"
            + " certificate, uid",
        "id: a, key: plain, scopes: [check]|`key` must be a hash that `portreeve credentials add`"
            + " makes",
        "id: a, uid: -1, scopes: [check]|`uid` must be the number of a user",
        "id: a, uid: 1.5, scopes: [check]|`uid` must be the number of a user",
        "id: a, certificate: '*', scopes: [check]|a name has a star at its end or none, and more"
            + " than that",
        "id: a, certificate: 'a*b', scopes: [check]|a name has a star at its end or none, and more"
            + " than that",
        "id: a, uid: 1|a credential needs `scopes`",
        "id: a, uid: 1, scopes: [check], tenants: []|`tenants` names none",
        "id: a, uid: 1, scopes: [check], actions: []|`actions` names none",
        "id: a, uid: 1, scopes: [check], facts: none|`facts` must be `directory` or `request`",
        "id: a, uid: 1, scopes: [check], subjects: self|write `subjects: self` together with"
            + " `subject: {type: ..., id: ...}`",
        "id: a, uid: 1, scopes: [check], subjects: self, subject: {type: user, id: b, x: 1}|unknown"
            + " key `x`",
        "id: a, uid: 1, scopes: [check, chekc]|scopes are check, fulfil, explain, search, admin, secrets"
            + " and metrics",
        "id: a, uid: 2147483647, scopes: [check]|''",
        "id: a, uid: 2147483648, scopes: [check]|`uid` must be the number of a user",
        "id: a, certificate: ab, scopes: [check]|''",
        "id: a, certificate: '*ab', scopes: [check]|a name has a star at its end or none, and more"
            + " than that",
        "id: a, certificate: a, scopes: [check]|a name has a star at its end or none, and more"
            + " than that",
        "id: a, uid: 1, scopes: [check], tenant: [acme]|unknown key `tenant`"
      })
  void file_entry_isReadOrRefused(String entry, String problem) {
    List<String> wanted = problem.isEmpty() ? List.of() : List.of(problem);
    assertEquals(wanted, problems(entry.replace("HASH", HASH)));
  }

  @Test
  void file_limits_areThoseOfTheCaller() {
    String text =
        "credentials:\n- {id: a, uid: 1, scopes: [check]}\n- {id: b, uid: 2, scopes: [check],"
            + " tenants: [acme], actions: [x.*], subjects: self, subject: {type: user, id: ana},"
            + " facts: directory}\n";
    Map<String, Credential> read = CredentialFile.read("f", text, new ArrayList<>());
    assertEquals(CallerLimits.NONE, read.get("a").caller().limits());
    assertEquals(
        new CallerLimits(
            Set.of("acme"),
            List.of("x.*"),
            Optional.of(new CallerLimits.Subject("user", "ana")),
            CallerLimits.Facts.DIRECTORY),
        read.get("b").caller().limits());
  }

  @Test
  void file_otherMember_isRefused() {
    assertEquals(
        List.of("f:2:1: unknown key `users`"),
        CredentialFile.problems("f", "credentials: []\nusers: []\n"));
  }

  @Test
  void file_sameIdTwice_isRefused() {
    String twice = "credentials:\n- {id: a, uid: 1, scopes: [check]}\n";
    assertEquals(List.of(), CredentialFile.problems("f", twice));
    String both = twice + "- {id: a, uid: 2, scopes: [check]}\n";
    assertTrue(CredentialFile.problems("f", both).get(0).contains("stands here twice"));
  }

  @ParameterizedTest
  @CsvSource({
    "uid: 7, uid",
    "certificate: spiffe://x/a, certificate",
    "certificate: x*, certificate"
  })
  void file_oneNameOrUserForTwoCallers_isRefusedWithItsPlace(String proof, String key) {
    String text =
        "credentials:\n- {id: a, PROOF, scopes: [check]}\n- {id: b, PROOF, scopes: [explain]}\n";
    assertEquals(
        List.of("f:3:" + (12 + proof.indexOf(' ')) + ": this `" + key + "` is also that of `a`"),
        CredentialFile.problems("f", text.replace("PROOF", proof)));
  }

  @Test
  void hash_ofASecret_matchesItAlone() {
    SecretHash hash = SecretHash.of("s3cret");
    assertTrue(hash.matches("s3cret"));
    assertFalse(hash.matches("s3cre"));
    assertFalse(hash.matches("s3cret "));
    assertEquals(hash, SecretHash.parse(hash.toString()).orElseThrow());
    assertFalse(SecretHash.of("s3cret").hash().equals(hash.hash()), "each has its own salt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pbkdf2-sha512:1000:x:y", "plain", "pbkdf2-sha512:10:A:B"})
  void hash_otherText_isNone(String text) {
    assertEquals(Optional.empty(), SecretHash.parse(text));
  }

  @Test
  void credential_verifiedOnce_isKnownAfterwards() {
    SecretHash hash = TestCredentials.hash("s");
    Credential credential = new Credential(new Credential.Proof.Key(hash), Caller.ANYONE);
    assertFalse(credential.knows("s"));
    assertFalse(credential.verify("t"));
    assertFalse(credential.knows("t"));
    assertTrue(credential.verify("s"));
    assertTrue(credential.knows("s"));
    assertFalse(credential.knows("t"));
    assertFalse(new Credential(new Credential.Proof.Uid(1), Caller.ANYONE).verify("s"));
  }

  @Test
  void credentials_reloaded_keepWhatIsVerifiedWhereNothingChanged() {
    SecretHash hash = TestCredentials.hash("s");
    Credential.Proof proof = new Credential.Proof.Key(hash);
    Credential known = new Credential(proof, Caller.ANYONE);
    assertTrue(known.verify("s"));
    Credentials before = new Credentials(Map.of("a", known));
    Credential same = new Credential(proof, Caller.ANYONE);
    assertTrue(new Credentials(Map.of("a", same)).after(before).of("a").knows("s"));
    Caller less = new Caller("", Set.of(Scope.METRICS), CallerLimits.NONE);
    Credential limited =
        new Credentials(Map.of("a", new Credential(proof, less))).after(before).of("a");
    assertTrue(limited.knows("s"));
    assertEquals(less, limited.caller());
    Credential.Proof other = new Credential.Proof.Key(TestCredentials.hash("s"));
    Credential changed = new Credential(other, Caller.ANYONE);
    assertFalse(new Credentials(Map.of("a", changed)).after(before).of("a").knows("s"));
  }

  @Test
  void certificate_names_matchWholeOrByBeginning() {
    Caller exact = new Caller("exact", Set.of(Scope.CHECK), CallerLimits.NONE);
    Caller below = new Caller("below", Set.of(Scope.CHECK), CallerLimits.NONE);
    Credentials all =
        new Credentials(
            Map.of(
                "e", new Credential(new Credential.Proof.Certificate("spiffe://x/a"), exact),
                "b", new Credential(new Credential.Proof.Certificate("spiffe://y/*"), below)));
    assertEquals(Optional.of(exact), all.ofCertificate(List.of("dns", "spiffe://x/a")));
    assertEquals(Optional.of(below), all.ofCertificate(List.of("spiffe://y/z")));
    assertEquals(Optional.empty(), all.ofCertificate(List.of("spiffe://x/ab", "spiffe://z/")));
    assertEquals(Optional.empty(), all.ofCertificate(List.of()));
  }

  @Test
  void certificate_namesOfSeveralCallers_areAlwaysOneOfThem() {
    Map<String, Credential> entries = new LinkedHashMap<>();
    for (String name : List.of("x/*", "x/a/*", "x/a/b", "x/a", "y")) {
      Caller caller = new Caller(name, Set.of(Scope.CHECK), CallerLimits.NONE);
      entries.put(name, new Credential(new Credential.Proof.Certificate(name), caller));
    }
    Credentials all = new Credentials(entries);
    assertEquals("x/a/b", all.ofCertificate(List.of("x/a/b")).orElseThrow().id());
    assertEquals("x/a/*", all.ofCertificate(List.of("x/c", "x/a/c")).orElseThrow().id());
    assertEquals("x/*", all.ofCertificate(List.of("x/c")).orElseThrow().id());
    assertEquals("y", all.ofCertificate(List.of("x/a/c", "y", "x/a")).orElseThrow().id());
  }

  @Test
  void failures_ofOneSource_areHeldBackUntilTheyAreForgotten() {
    AtomicLong now = new AtomicLong();
    FailureLimit limit = new FailureLimit(now::get);
    for (int i = 0; i < 20; i++) {
      assertFalse(limit.reached("a"), "" + i);
      limit.failed("a");
    }
    assertTrue(limit.reached("a"));
    assertFalse(limit.reached("b"));
    now.addAndGet(1_000_000_000L);
    assertFalse(limit.reached("a"));
    limit.failed("a");
    assertTrue(limit.reached("a"));
  }

  static Stream<String> shown(Presented presented) {
    return Shown.read(presented).stream().map(Object::toString);
  }

  @Test
  void shown_value_isAsLongAsAllowedAndNoLonger() {
    String longest = "a." + "b".repeat(Shown.LONGEST - 2);
    assertEquals(1, shown(new Presented(List.of(longest), List.of())).count());
    assertEquals(0, shown(new Presented(List.of(longest + "b"), List.of())).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b|''|Key[id=a, secret=b]",
        "''|Bearer a.b|Key[id=a, secret=b]",
        "''|bearer  a.b.c|Token[compact=a.b.c]",
        "''|Basic YTpiOmM=|Basic[id=a, secret=b:c]",
        "''|Basic YTo=|''",
        "''|Basic Og==|''",
        "''|Negotiate a.b|''",
        "a.b|Bearer a.b|''",
        "a|''|''",
        ".b|''|''",
        "a.|''|''",
        "a.b.c|''|''",
        "''|Basic OmI=|''",
        "''|Basic !|''",
        "''|Basic /w==|''",
        "''|Basic|''",
        "''|Bearer|''",
        "a .b~|''|Key[id=a , secret=b~]",
        "a.\u001f|''|''",
        "a.\u007f|''|''",
        "a.\u00fc|''|''"
      })
  void shown_headers_areOneCredentialOrNone(String key, String authorization, String wanted) {
    Presented presented =
        new Presented(
            key.isEmpty() ? List.of() : List.of(key),
            authorization.isEmpty() ? List.of() : List.of(authorization));
    assertEquals(wanted, shown(presented).findFirst().orElse(""));
  }
}
