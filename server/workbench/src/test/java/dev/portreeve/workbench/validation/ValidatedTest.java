package dev.portreeve.workbench.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What came of validating a set is told again while its texts and the program are the same. */
class ValidatedTest {
  private static final String PLACE = "/sets/todo";

  private final Kept store = new Kept("a program");
  private final SetTexts good = texts();

  private static SetTexts texts() {
    try {
      return SetTexts.of(Repository.set("todo"));
    } catch (UnreadableSet e) {
      throw new AssertionError(e);
    }
  }

  private SetTexts with(String path, String more) {
    Map<String, String> texts = new HashMap<>(good.byPath());
    texts.merge(path, more, String::concat);
    return new SetTexts(good.origin(), texts);
  }

  @Test
  void of_sameTexts_isToldAgainWithoutLoadingTheSet() {
    SetTexts suspicious = with("messages.yaml", "\nnever_given: Nobody says this.\n");
    Validated first = Validated.of(suspicious, PLACE, store);
    assertEquals(1, first.validation().warnings().size());
    assertTrue(first.set().isPresent());

    store.asked.clear();
    assertEquals(first, Validated.of(suspicious, PLACE, store));
    assertEquals(1, store.asked.size(), "the store is asked for nothing else");
  }

  @Test
  void of_anyTextChanged_isLookedAtAnew() {
    Validated first = Validated.of(good, PLACE, store);
    for (String path : List.of("schema.yaml", "messages.yaml")) {
      Validated changed = Validated.of(with(path, "\n# changed\n"), PLACE, store);
      assertNotEquals(first.set(), changed.set(), path);
    }
    String cases =
        good.byPath().keySet().stream()
            .filter(p -> p.startsWith("cases/"))
            .findFirst()
            .orElseThrow();
    Validated broken = Validated.of(with(cases, "\nnonsense: 1\n"), PLACE, store);
    assertFalse(broken.validation().problems().isEmpty());
  }

  @Test
  void of_problems_areNotKept() {
    SetTexts bad = with("messages.yaml", "\n: : :\n");
    Validated first = Validated.of(bad, PLACE, store);
    assertFalse(first.validation().problems().isEmpty());
    assertEquals(Map.of(), store.files);
    assertEquals(first, Validated.of(bad, PLACE, store));
  }

  @Test
  void of_keptBytesOfAnotherProgramOrDamaged_areNotTaken() {
    Validated first = Validated.of(good, PLACE, store);
    Kept newer = new Kept("a newer program");
    newer.files.putAll(store.files);
    assertEquals(first, Validated.of(good, PLACE, newer));
    assertTrue(newer.asked.size() > 1, "the set is loaded");
    for (String key : List.copyOf(store.files.keySet())) {
      byte[] bytes = store.files.getOrDefault(key, new byte[0]);
      for (int length : new int[] {0, 1, 70, bytes.length - 1}) {
        byte[] cut =
            new String(bytes, StandardCharsets.ISO_8859_1)
                .substring(0, Math.min(length, bytes.length))
                .getBytes(StandardCharsets.ISO_8859_1);
        store.files.put(key, cut);
        assertEquals(first, Validated.of(good, PLACE, store));
      }
    }
  }

  /** Keeps everything, and says what it was asked for. */
  private static final class Kept implements TypeCheckStore {
    private final String program;
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    Kept(String program) {
      this.program = program;
    }

    @Override
    public String program() {
      return program;
    }

    @Override
    public Optional<byte[]> find(String key) {
      asked.add(key);
      return Optional.ofNullable(files.get(key));
    }

    @Override
    public void keep(String key, byte[] content) {
      files.put(key, content);
    }
  }
}
