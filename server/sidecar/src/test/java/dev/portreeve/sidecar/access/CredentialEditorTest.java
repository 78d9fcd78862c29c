package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialEditorTest {
  private static final String A = "  - {id: a, uid: 1, scopes: [check]}\n";
  private static final String B = "  # of the shop\n  - id: b\n    uid: 2\n    scopes: [metrics]\n";
  private static final String C = "  - {id: c, uid: 3, scopes: [check], tenants: [acme]}\n";

  private static CredentialEditor of(String... entries) {
    return new CredentialEditor("credentials:\n" + String.join("", entries));
  }

  @Test
  void list_entries_saysHowEachIsProvedAndNeverAHash() {
    SecretHash hash = TestCredentials.hash("s");
    CredentialEditor editor =
        of(
            "  - {id: k, key: \"" + hash + "\", scopes: [search, check]}\n",
            "  - {id: p, password: \"" + hash + "\", scopes: [check]}\n",
            "  - {id: n, certificate: \"spiffe://x/*\", scopes: [check]}\n",
            C);
    assertEquals(
        List.of(
            "k  key  [check, search]",
            "p  password  [check]",
            "n  certificate spiffe://x/*  [check]",
            "c  uid 3  [check]  (limited)"),
        editor.list());
  }

  @Test
  void holds_id_isOneOfTheFile() {
    assertTrue(of(A, B).holds("b"));
    assertFalse(of(A).holds("b"));
    assertFalse(new CredentialEditor("").holds("a"));
  }

  @Test
  void add_entry_standsAtTheEnd() {
    String added = "  - {id: z, uid: 7}\n";
    assertEquals("credentials:\n" + added, new CredentialEditor(" \n").add("id: z, uid: 7"));
    assertEquals(of(A).text() + added, of(A).add("id: z, uid: 7"));
    assertEquals(
        of(A).text() + added, new CredentialEditor(of(A).text().strip()).add("id: z, uid: 7"));
  }

  @Test
  void remove_entry_leavesTheOthersAsTheyStand() {
    assertEquals(of(B, C).text(), of(A, B, C).remove("a"));
    assertEquals(of(A, "  # of the shop\n", C).text(), of(A, B, C).remove("b"));
    assertEquals(of(A, "\n# end\n").text(), of(A, C, "\n# end\n").remove("c"));
    assertEquals(of(A, B).text(), of(A, B, C).remove("c"));
    assertEquals("credentials:\n", of(A).remove("a"));
  }

  @Test
  void remove_whatStandsOnNoLineOfItsOwn_isRefused() {
    String line = "credentials: [{id: a, uid: 1, scopes: [check]}, {id: b, uid: 2}]\n";
    String start = "credentials:\n  [{id: a, uid: 1},\n {id: b, uid: 2}]\n";
    for (String text : List.of(line, start)) {
      for (String id : List.of("a", "b")) {
        IllegalArgumentException refused =
            assertThrows(
                IllegalArgumentException.class, () -> new CredentialEditor(text).remove(id));
        assertEquals(
            "`" + id + "` does not stand on lines of its own: remove it by hand",
            refused.getMessage());
      }
    }
  }

  @Test
  void remove_unknown_isRefused() {
    for (String text : List.of("", "other: 1\n", of(A).text(), "credentials: {a: 1}\n", "- a\n")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> new CredentialEditor(text).remove("z"));
      assertEquals("there is no credential `z`", refused.getMessage());
    }
  }
}
