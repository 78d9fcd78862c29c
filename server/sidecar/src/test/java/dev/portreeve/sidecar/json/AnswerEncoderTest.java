package dev.portreeve.sidecar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.answer.ErrorCode;
import dev.portreeve.sidecar.answer.ItemFailure;
import dev.portreeve.sidecar.testing.ToldDecisions;
import io.vertx.core.json.jackson.JacksonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers as JSON, byte by byte. */
class AnswerEncoderTest {
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  private static String text(Answer answer) {
    return new String(ENCODER.encode(answer), StandardCharsets.UTF_8);
  }

  @Test
  void encode_outcomeAlone_isTheDecisionAlone() {
    assertEquals(
        "{'decision':true}",
        quoted(text(EncodedDecision.once(ToldDecisions.permit(), "v1", "t1"))));
    assertEquals(
        "{'decision':false}",
        quoted(text(EncodedDecision.once(ToldDecisions.deny(""), "v1", "t1"))));
  }

  @Test
  void encode_outcomeAloneWithExtras_hasAContextOfThem() {
    EncodedDecision told = EncodedDecision.once(ToldDecisions.permit(), "v1", "t1");
    assertEquals(
        "{'decision':true,'context':{'decision_id':'d-1'}}", quoted(text(told.identified("d-1"))));
  }

  @Test
  void encode_reasonAndVersions_areTold() {
    Decision deny = ToldDecisions.deny("not_a_member");
    assertEquals(
        "{'decision':false,'context':{'outcome':'deny','reason':'not_a_member',"
            + "'policy_version':'v1','team_version':'t1'}}",
        quoted(text(EncodedDecision.once(deny, "v1", "t1"))));
    assertEquals(
        "{'decision':false,'context':{'outcome':'deny','reason':'not_a_member'}}",
        quoted(text(EncodedDecision.once(deny, "", ""))));
  }

  @Test
  void encode_extras_standBehindTheRest() {
    EncodedDecision told =
        EncodedDecision.once(ToldDecisions.deny("not_a_member"), "", "t1")
            .reporting(ToldDecisions.unknown());
    String base = "{'decision':false,'context':{'outcome':'deny','reason':'not_a_member',";
    String unknown =
        "'unknown_facts':[{'field':'subject.rol','did_you_mean':'subject.role'},"
            + "{'field':'extra'}]}}";
    assertEquals(base + "'team_version':'t1'," + unknown, quoted(text(told)));
    assertEquals(
        base + "'team_version':'t1','decision_id':'d-1'," + unknown,
        quoted(text(told.identified("d-1"))));
  }

  @Test
  void encode_everythingThatADecisionMaySay_isTold() {
    assertEquals(
        "{'decision':false,'context':{'outcome':'needs_approval','reason':'held','message':'Ask.',"
            + "'policy':'p','policy_version':'v1',"
            + "'obligations':[{'id':'1','type':'custom','properties':"
            + "{'action':'log','deep':{'a':[1,2.5,true]}}},"
            + "{'id':'2','type':'notification','properties':{}}],"
            + "'advice':[{'action':'tell','to':'ana'},{'action':'wait'}],"
            + "'approvers':[{'role':'admin'},{'user':'ana'},{'group':'g'}],"
            + "'missing':['context.seats'],"
            + "'field':'x','whole':3,'long':12345678901}}",
        quoted(text(EncodedDecision.once(ToldDecisions.everything(), "v1", ""))));
  }

  @Test
  void encode_needsApprovalAlone_saysSo() {
    assertEquals(
        "{'decision':false,'context':{'outcome':'needs_approval'}}",
        quoted(text(EncodedDecision.once(ToldDecisions.held(), "", ""))));
  }

  @Test
  void encode_detailNamedAsAMemberOfTheAnswer_isLeftOut() {
    Decision deny = ToldDecisions.deny("r").withDetails(Map.of("team_version", "x", "policy", "y"));
    assertEquals(
        "{'decision':false,'context':{'outcome':'deny','reason':'r'}}",
        quoted(text(EncodedDecision.once(deny, "", ""))));
  }

  @Test
  void encode_valueThatIsNoJson_isAFault() {
    Decision deny = ToldDecisions.deny("r").withDetails(Map.of("x", new Object()));
    assertThrows(IllegalStateException.class, () -> text(EncodedDecision.once(deny, "", "")));
  }

  @Test
  void encodeAll_items_standInTheirOrder() {
    Answer permit = EncodedDecision.once(ToldDecisions.permit(), "", "");
    Answer failure = new ItemFailure("no", "evaluations[1]", ErrorCode.INVALID_REQUEST);
    String failed =
        "{'decision':false,'context':{'error':{'status':400,'message':'no',"
            + "'field':'evaluations[1]','code':'invalid_request'}}}";
    assertEquals("{'evaluations':[]}", quoted(ENCODER.encodeAll(List.of()).toString()));
    assertEquals(
        "{'evaluations':[{'decision':true}," + failed + ",{'decision':true}]}",
        quoted(ENCODER.encodeAll(List.of(permit, failure, permit)).toString()));
  }

  @Test
  void encodeError_statusProblemAndField_areTold() {
    byte[] body = ENCODER.encodeError(413, "the \"body\" is too long", "f");
    assertEquals(
        "{'error':'the \\'body\\' is too long','field':'f','code':'too_large'}",
        quoted(new String(body, StandardCharsets.UTF_8)));
  }

  @Test
  void plainJson_ofVertx_comesFirstAndBindsNoData() {
    assertEquals(0, new PlainJson().order());
    assertEquals(JacksonCodec.class, new PlainJson().codec().getClass());
  }

  private static String quoted(String json) {
    return json.replace('"', '\'');
  }
}
