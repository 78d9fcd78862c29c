package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Protocol;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
  @Test
  void read_fileWritten_hasCallsAndAnswers(@TempDir Path folder) throws Exception {
    Call call =
        new Call(Protocol.GRPC, "/a/B", ByteString.copyFromUtf8("question"), 3, answer -> false);
    byte[] answer = {1, 2, 3};
    Path file = folder.resolve("requests");
    new RequestFile(Protocol.GRPC, 81, List.of(call), List.of(Expected.like(answer))).write(file);

    RequestFile read = RequestFile.read(file);

    assertEquals(Protocol.GRPC, read.protocol());
    assertEquals(81, read.port());
    assertEquals("/a/B", read.calls().get(0).path());
    assertEquals("question", read.calls().get(0).body().toStringUtf8());
    assertEquals(3, read.calls().get(0).checks());
    assertArrayEquals(answer, read.expected().get(0).seen());
  }
}
