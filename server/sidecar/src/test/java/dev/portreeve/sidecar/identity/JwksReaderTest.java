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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
