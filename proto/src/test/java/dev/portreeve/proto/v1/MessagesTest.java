package dev.portreeve.proto.v1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Value;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Run on the oldest runtime of protobuf that the messages are for, and on the newest. */
class MessagesTest {
  private static final CheckRequest REQUEST =
      CheckRequest.newBuilder()
          .setSubject(Subject.newBuilder().setType("user").setId("eve"))
          .setAction(Action.newBuilder().setName("doc.read"))
          .setResource(
              Resource.newBuilder()
                  .setType("doc")
                  .setId("d1")
                  .setProperties(
                      Struct.newBuilder()
                          .putFields("team", Value.newBuilder().setStringValue("acme").build())))
          .build();

  @Test
  void runtime_onTheClassPath_isTheOneThatTheBuildNames() {
    String jar = Message.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertTrue(jar.endsWith("protobuf-java-" + System.getProperty("portreeve.protobuf") + ".jar"));
  }

  @Test
  void request_writtenAndRead_isTheSame() throws InvalidProtocolBufferException {
    assertEquals(REQUEST, CheckRequest.parseFrom(REQUEST.toByteArray()));
    assertEquals(REQUEST, REQUEST.toBuilder().build());
    assertEquals(REQUEST.hashCode(), REQUEST.toBuilder().build().hashCode());
  }

  @Test
  void request_asBytes_staysWhatItIs() {
    String bytes =
        "0a0b0a04757365721203657665120a0a08646f632e726561641a1b0a03646f63120264311a100a0e0a047465616d"
            + "12061a0461636d65";

    assertArrayEquals(HexFormat.of().parseHex(bytes), REQUEST.toByteArray());
  }

  @Test
  void answer_withAnUnknownField_keepsTheOthers() throws Exception {
    CheckResponse answer =
        CheckResponse.newBuilder().setDecision(true).setOutcome(Outcome.OUTCOME_PERMIT).build();
    ByteString unknown = ByteString.copyFrom(HexFormat.of().parseHex("b8060a"));
    CheckResponse newer = CheckResponse.parseFrom(answer.toByteString().concat(unknown));

    assertEquals(Outcome.OUTCOME_PERMIT, newer.getOutcome());
    assertTrue(newer.toByteString().endsWith(unknown));
  }

  @Test
  void reflection_ofEveryKind_works() throws Exception {
    Message.Builder read = CheckRequest.newBuilder();
    TextFormat.merge(TextFormat.printer().printToString(REQUEST), read);

    assertEquals(REQUEST, read.build());
    assertEquals(
        2, DecisionProto.getDescriptor().findServiceByName("DecisionService").getMethods().size());
  }

  @Test
  void protoFile_isInTheJar() {
    assertNotNull(MessagesTest.class.getResource("/portreeve/v1/decision.proto"));
  }
}
