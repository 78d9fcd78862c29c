package dev.portreeve.sidecar.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final String SCRIPT =
      Repository.root().resolve("server/examples/certificates.sh").toString();

  @TempDir private Path dir;

  @Test
  void keyOfTheExamples_signsWhatItsPublicPartVerifies_andStays() throws Exception {
    Programs.ofThisMachine().require("openssl");
    make();
    String made = Files.readString(dir.resolve("signing.json"));
    SigningKeys keys = SigningKeys.read(dir.resolve("signing.json"));
    String token = keys.sign(new JWTClaimsSet.Builder().subject("eve").build());
    assertEquals("eve", keys.verified(token).orElseThrow().getSubject());
    make();
    assertEquals(made, Files.readString(dir.resolve("signing.json")));
  }

  private void make() throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("sh", SCRIPT, dir.toString()).start().waitFor());
  }
}
