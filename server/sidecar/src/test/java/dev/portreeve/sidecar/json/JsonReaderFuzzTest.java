package dev.portreeve.sidecar.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.testing.CorpusMutants;
import dev.portreeve.sidecar.testing.BothWays;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any bytes for the body of a check or a batch. */
class JsonReaderFuzzTest {
  @BeforeAll
  static void load() throws IOException {
    JsonReaderTest.load();
  }

  @FuzzTest
  void body_anyBytes_isReadAsJacksonDoes(byte[] body) {
    for (BothWays way : new BothWays[] {JsonReaderTest.CHECK, JsonReaderTest.BATCH}) {
      boolean unused = way.taken(body);
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        JsonReaderFuzzTest.class,
        "body_anyBytes_isReadAsJacksonDoes",
        3_000,
        this::body_anyBytes_isReadAsJacksonDoes);
  }
}
