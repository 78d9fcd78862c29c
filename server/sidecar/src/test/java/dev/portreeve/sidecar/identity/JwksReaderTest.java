package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.portreeve.sidecar.testing.LogLines;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwksReaderTest {
  private static JsonObject ec;
  private static JsonObject rsa;

  @BeforeAll
  static void make() throws JOSEException {
    ec = json(new ECKeyGenerator(Curve.P_256).keyID("odd").generate());
    rsa = json(new RSAKeyGenerator(2_048).keyID("odd").generate());
  }

  private static JsonObject json(JWK key) {
    return new JsonObject(key.toPublicJWK().toJSONString());
  }

  private static JWKSet read(Object... keys) {
    JsonArray all = new JsonArray();
    for (Object key : keys) {
      all.add(key);
    }
    return JwksReader.read(new JsonObject().put("keys", all).encode());
  }

  private static List<String> beside(Object odd) {
    return read(ec.copy().put("kid", "good"), odd).getKeys().stream().map(JWK::getKeyID).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'crv':'P-999'}",
        "{'crv':'secp256k1'}",
        "{'crv':null}",
        "{'x':null}",
        "{'x':'AAAA'}",
        "{'y':7}",
        "{'kty':'OKP'}",
        "{'kty':'oct','k':'c2VjcmV0'}",
        "{'kty':'new'}",
        "{'kty':null}",
        "{'kid':7}",
        "{'use':'enc'}",
        "{'use':'new'}",
        "{'key_ops':['encrypt']}",
        "{'key_ops':['sign']}",
        "{'key_ops':[]}",
        "{'alg':'RS256'}",
        "{'alg':'ES384'}",
        "{'alg':'HS256'}",
        "{'alg':'ECDH-ES'}"
      })
  void read_ellipticKeyThatIsOdd_isIgnoredBesideGoodOnes(String change) {
    JsonObject odd = ec.copy().mergeIn(new JsonObject(change.replace('\'', '"')));
    assertEquals(List.of("good"), beside(odd));
    assertThrows(IllegalArgumentException.class, () -> read(odd));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'n':null}",
        "{'n':'AQAB'}",
        "{'e':null}",
        "{'alg':'RSA-OAEP'}",
        "{'use':'enc'}",
        "{'key_ops':['wrapKey','decrypt']}"
      })
  void read_rsaKeyThatIsOdd_isIgnoredBesideGoodOnes(String change) {
    JsonObject odd = rsa.copy().mergeIn(new JsonObject(change.replace('\'', '"')));
    assertEquals(List.of("good"), beside(odd));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'x5c':['nonsense']}",
        "{'x5c':7,'x5t':null,'x5u':'::'}",
        "{'exp':null,'nbf':'soon','iat':{}}",
        "{'key_ops':['verify','somethingNew']}",
        "{'key_ops':['verify','verify'],'use':'sig'}",
        "{'use':'sig'}",
        "{'ext':true,'d':'AAAA'}"
      })
  void read_membersThatAreNotNeeded_harmNoKey(String change) {
    JsonObject extra = new JsonObject(change.replace('\'', '"'));
    assertEquals(List.of("good", "odd"), beside(ec.copy().mergeIn(extra)));
    assertEquals(List.of("good", "odd"), beside(rsa.copy().mergeIn(extra)));
  }

  @Test
  void read_elementThatIsNoKey_isIgnored() {
    assertEquals(List.of("good"), beside("nonsense"));
    assertEquals(List.of("good"), beside(new JsonArray()));
    assertEquals(List.of("good"), beside(new JsonObject()));
  }

  @Test
  void read_privateKey_isKeptWithoutItsSecret() throws JOSEException {
    String secret = new ECKeyGenerator(Curve.P_384).keyID("s").generate().toJSONString();
    JWKSet set = read(new JsonObject(secret));
    assertEquals(1, set.size());
    assertTrue(!set.getKeys().get(0).isPrivate());
  }

  @Test
  void read_keysThatAreIgnored_areToldByTheirPlaceAndWhy() {
    try (LogLines lines = new LogLines(JwksReader.class)) {
      JsonObject good = ec.copy().put("kid", "good");
      JWKSet set =
          read(
              "nonsense",
              good,
              ec.copy().put("key_ops", new JsonArray().add("sign")),
              ec.copy().put("x", "AAAA"),
              ec.copy().put("use", "enc"),
              ec.copy().put("alg", "ES384"),
              ec.copy().put("kty", "OKP").put("crv", "Ed25519"));
      assertEquals(1, set.size());
      assertEquals(
          List.of(
              "INFO key 0 of the key set is ignored: it is not an object",
              "INFO key 2 of the key set is ignored: its `key_ops` leave out `verify`",
              "INFO key 3 of the key set is ignored: it cannot be read",
              "INFO key 4 of the key set is ignored: its `use` is not `sig`",
              "INFO key 5 of the key set is ignored: its `alg` is no signature that it can make",
              "INFO key 6 of the key set is ignored: it is neither EC on P-256, P-384 or P-521 nor"
                  + " RSA with 2048 bits or more"),
          lines.all());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "P-256, ES256, ES384",
    "P-384, ES384, ES512",
    "P-521, ES512, ES256",
    "P-384, ES384, ES256",
    "P-521, ES512, ES384",
    "P-256, ES256, ES512"
  })
  void read_ellipticKey_isTakenForTheAlgorithmOfItsCurveAlone(
      String curve, String good, String wrong) throws JOSEException {
    JsonObject key = json(new ECKeyGenerator(Curve.parse(curve)).keyID("odd").generate());
    assertEquals(List.of("good", "odd"), beside(key.copy().put("alg", good)));
    assertEquals(List.of("good"), beside(key.copy().put("alg", wrong)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS512", "PS256"})
  void read_rsaKey_isTakenForAnyOfItsAlgorithms(String algorithm) {
    assertEquals(List.of("good", "odd"), beside(rsa.copy().put("alg", algorithm)));
  }
}
