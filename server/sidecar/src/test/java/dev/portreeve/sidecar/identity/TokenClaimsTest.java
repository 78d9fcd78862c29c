package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenClaimsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final TokenClaims CLAIMS = new TokenClaims("i", "api", "sub");

  private static String problem(String name, Object value) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "i");
    claims.put("aud", "api");
    claims.put("sub", "ana");
    claims.put("exp", NOW.getEpochSecond() + 10);
    claims.put(name, value);
    return CLAIMS.problem(claims, NOW);
  }

  @ParameterizedTest
  @CsvSource({"-59, ''", "-60, it has expired", "-61, it has expired", "-59.5, ''"})
  void problem_endWithTheLeeway_countsToTheSecond(double seconds, String problem) {
    assertEquals(problem, problem("exp", NOW.getEpochSecond() + seconds));
  }

  @ParameterizedTest
  @CsvSource({"60, ''", "61, it is not valid yet", "-1, ''", "60.5, it is not valid yet"})
  void problem_beginningWithTheLeeway_countsToTheSecond(double seconds, String problem) {
    assertEquals(problem, problem("nbf", NOW.getEpochSecond() + seconds));
  }

  @Test
  void problem_dates_areThoseOfACalendar() {
    assertEquals("", problem("iat", 0));
    assertEquals("", problem("exp", Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()));
    String late = problem("exp", Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1);
    assertEquals("its `exp` is missing or no date", late);
    assertEquals("its `nbf` is no date", problem("nbf", -1));
    assertEquals("its `iat` is no date", problem("iat", "now"));
  }

  @Test
  void problem_audience_isTheOneWantedOrHoldsIt() {
    assertEquals("", problem("aud", List.of("web", "api")));
    for (Object other : List.of("apis", List.of(), List.of("web"), List.of("api", 1), Map.of())) {
      assertEquals("its `aud` is not the audience wanted", problem("aud", other));
    }
    assertEquals("its `iss` is not the issuer wanted", problem("iss", "I"));
  }

  @Test
  void problem_halfASurrogatePair_isRefusedWhereverItStands() {
    String half = "it holds half a surrogate pair";
    for (Object odd :
        List.of(
            "\ud800",
            "a\udfff",
            List.of("a", "\udc00"),
            Map.of("\ud83d", 1),
            Map.of("a", "\ud83d"))) {
      assertEquals(half, problem("x", odd));
    }
    assertEquals("", problem("x", List.of("\ud83d\ude00", Map.of("\ue000", "\ud7ff"))));
  }

  @Test
  void ended_withoutAnEnd_isTrue() {
    assertTrue(TokenClaims.ended(Map.of(), NOW));
    assertTrue(TokenClaims.ended(Map.of("exp", NOW.getEpochSecond() - 60), NOW));
    assertFalse(TokenClaims.ended(Map.of("exp", NOW.getEpochSecond() - 59), NOW));
  }
}
