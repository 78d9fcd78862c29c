package dev.portreeve.workbench.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.scaffold.NewSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoredSetTest {
  private static final String ACTION = "document.read";

  @TempDir private Path directory;

  @Test
  void reload_afterABrokenSave_takesOverWhatTheLastGoodSetHad() {
    Map<String, String> texts = new TreeMap<>(NewSet.files("shop"));
    AuthoredSet good = AuthoredSet.load(new SetTexts("shop", texts), TypeCheckStore.NONE);
    Map<String, String> broken = new TreeMap<>(texts);
    broken.put("routes.yaml", "routes: 1\n");
    AuthoredSet refused = good.reload(new SetTexts("shop", broken), TypeCheckStore.NONE);
    assertTrue(refused.snapshot().isEmpty());
    AuthoredSet again = refused.reload(new SetTexts("shop", texts), TypeCheckStore.NONE);
    assertSame(good.loaded().policy(ACTION).orElseThrow(), again.loaded().policy(ACTION).get());
    AuthoredSet anew = AuthoredSet.load(new SetTexts("shop", texts), TypeCheckStore.NONE);
    assertNotSame(good.loaded().policy(ACTION).orElseThrow(), anew.loaded().policy(ACTION).get());
  }

  @Test
  void of_fileOfTheSetThatIsNotUtf8_isNamed() throws IOException {
    write();
    Files.write(directory.resolve("a-photo.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8});
    Files.write(directory.resolve("compose.yaml"), new byte[] {(byte) 0xff});
    Path file = directory.resolve("messages.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe4});
    UnreadableSet told = assertThrows(UnreadableSet.class, () -> SetTexts.of(directory));
    assertEquals("`" + file + "` is not UTF-8", told.problem());
  }

  @Test
  void of_foreignFiles_areNotOfTheSet() throws Exception {
    write();
    Files.writeString(directory.resolve("compose.yaml"), "services:   {}\n");
    Files.writeString(directory.resolve("cases/.draft.yaml"), "a:   1\n");
    assertEquals(NewSet.files("shop").keySet(), SetTexts.of(directory).byPath().keySet());
  }

  @Test
  void of_teamsElsewhere_doesNotReadTheSetsOwn() throws Exception {
    write();
    Files.createDirectories(directory.resolve("teams"));
    Files.write(directory.resolve("teams/own.yaml"), new byte[] {(byte) 0xff});
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("acme.yaml"), "plan: free\n");
    SetTexts texts = SetTexts.of(directory, elsewhere);
    assertEquals("plan: free\n", texts.byPath().get("teams/acme.yaml"));
    assertTrue(!texts.byPath().containsKey("teams/own.yaml"));
  }

  private void write() throws IOException {
    for (Map.Entry<String, String> file : NewSet.files("shop").entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
  }
}
