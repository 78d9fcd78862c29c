package dev.portreeve.bench.load.client;

import com.google.protobuf.ByteString;
import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Protocol;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of an open loop with the answer that each gets, as they are handed to the process that
 * sends them.
 *
 * @param protocol of all calls
 * @param port of the server on loopback
 * @param calls sent in turn
 * @param expected their answers, in the same order
 */
record RequestFile(Protocol protocol, int port, List<Call> calls, List<Expected> expected) {
  static RequestFile of(PreparedTarget target) {
    return new RequestFile(
        target.asked().protocol(),
        target.asked().port(),
        target.asked().calls(),
        target.expected());
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(protocol.name());
      out.writeInt(port);
      out.writeInt(calls.size());
      for (int i = 0; i < calls.size(); i++) {
        out.writeUTF(calls.get(i).path());
        out.writeInt(calls.get(i).checks());
        bytes(calls.get(i).bytes(), out);
        bytes(expected.get(i).seen(), out);
      }
    }
  }

  static RequestFile read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      Protocol protocol = Protocol.valueOf(in.readUTF());
      int port = in.readInt();
      int count = in.readInt();
      List<Call> calls = new ArrayList<>();
      List<Expected> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String path = in.readUTF();
        int checks = in.readInt();
        ByteString body = ByteString.copyFrom(bytes(in));
        Expected like = Expected.like(bytes(in));
        calls.add(new Call(protocol, path, body, checks, answer -> true));
        expected.add(like);
      }
      return new RequestFile(protocol, port, calls, expected);
    }
  }

  private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
