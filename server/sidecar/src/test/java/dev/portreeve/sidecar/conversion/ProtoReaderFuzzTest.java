package dev.portreeve.sidecar.conversion;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.testing.CorpusMutants;
import dev.portreeve.sidecar.testing.BothWays;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any bytes for the message of a check or a batch. */
class ProtoReaderFuzzTest {
  @BeforeAll
  static void load() throws IOException {
    ProtoReaderTest.load();
  }

  @FuzzTest
  void message_anyBytes_isReadAsGeneratedMessagesDo(byte[] message) {
    for (BothWays way : new BothWays[] {ProtoReaderTest.CHECK, ProtoReaderTest.BATCH}) {
      boolean unused = way.taken(message);
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        ProtoReaderFuzzTest.class,
        "message_anyBytes_isReadAsGeneratedMessagesDo",
        3_000,
        this::message_anyBytes_isReadAsGeneratedMessagesDo);
  }
}
