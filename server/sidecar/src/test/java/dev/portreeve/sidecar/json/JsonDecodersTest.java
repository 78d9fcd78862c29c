package dev.portreeve.sidecar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.check.AnswerDetail;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchOptions;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.PageRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.testing.DoorSchema;
import dev.portreeve.sidecar.testing.FrameText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checks, batches and searches say in JSON, and what is said of those that say it wrong. */
class JsonDecodersTest {
  private static final String S = "'subject':{'type':'user','id':'ana'}";
  private static final String A = "'action':{'name':'door.open'}";
  private static final String R = "'resource':{'type':'door','id':'d1'}";
  private static final String PARTS = S + "," + A + "," + R;
  private static final String FRAME = "user ana\ndoor.open\ndoor d1";

  private static byte[] bytes(String text) {
    return text.replace("PARTS", PARTS)
        .replace("ITEM", "{" + PARTS + "}")
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Frame check(String text) throws RequestRefused {
    byte[] body = bytes(text);
    return new JsonCheckDecoder(DoorSchema.REPORTING)
        .decode(body, body.length, DoorSchema.SYMBOLS, Instant.EPOCH);
  }

  private static BatchBuilder.Request batch(String text) throws RequestRefused {
    byte[] body = bytes(text);
    return new JsonBatchDecoder(DoorSchema.REPORTING)
        .decode(body, body.length, DoorSchema.SYMBOLS, Instant.EPOCH);
  }

  private static SearchRequest search(Entity sought, String text) throws RequestRefused {
    return new JsonSearchDecoder(sought, DoorSchema.REPORTING, Set.of("wish"))
        .decode(bytes(text), DoorSchema.SYMBOLS, Instant.EPOCH);
  }

  private static String told(RequestRefused refused) {
    return refused.field() + ": " + refused.problem();
  }

  @Test
  void check_everyPart_isRead() throws RequestRefused {
    Frame frame =
        check(
            "{'subject':{'id':'ana','type':'user','properties':"
                + "{'badge':true,'level':3,'groups':['a','b']}},"
                + "'action':{'properties':{},'name':'door.open'},"
                + "'resource':{'type':'door','id':'d1','properties':{'team':'t'}},"
                + "'context':{'note':'n'}}");
    assertTrue(FrameText.of(frame).startsWith(FRAME + "\n"));
    for (String fact :
        List.of("badge = Boolean true", "groups = [String a, String b]", "team = String t")) {
      assertTrue(FrameText.of(frame).contains(fact), FrameText.of(frame));
    }
    assertTrue(FrameText.of(frame).contains("context.note = String n"));
    assertEquals(List.of(), DoorSchema.unknown(frame));
  }

  @Test
  void check_undeclaredMembersAnywhere_areNamed() throws RequestRefused {
    Frame frame =
        check(
            "{'subject':{'type':'user','id':'ana','name':'x','properties':{'bage':true}},"
                + A
                + ","
                + R
                + ",'context':{'other':{'x':1}},'extra':[1]}");
    assertEquals(
        Set.of("subject.name", "subject.properties.bage", "context.other", "extra"),
        Set.copyOf(DoorSchema.unknown(frame)));
    assertEquals(FRAME, FrameText.of(frame));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{PARTS,'subject':{}}                      | subject: `subject` is given twice",
        "{PARTS,'x':1,'x':2}                       | x: `x` is given twice",
        "{'subject':'ana'}                         | subject: `subject` must be an object",
        "{'action':['x']}                          | action: `action` must be an object",
        "{'subject':{'type':1}}                    | subject.type: `subject.type` must be a string",
        "{'subject':{'id':[]}}                     | subject.id: `subject.id` must be a string",
        "{'action':{'name':{}}}                    | action.name: `action.name` must be a string",
        "{'subject':{'properties':1}}              "
            + "| subject.properties: `subject.properties` must be an object",
        "{'subject':{'id':'a','id':'b'}}           | subject.id: `subject.id` is given twice",
        "{'subject':{'type':'a','type':'b'}}       | subject.type: `subject.type` is given twice",
        "{'action':{'name':'a','name':'b'}}        | action.name: `action.name` is given twice",
        "{'subject':{'properties':{},'properties':{}}} "
            + "| subject.properties: `subject.properties` is given twice",
        "{'subject':{'x':1,'x':2}}                 | subject.x: `subject.x` is given twice",
        "{'subject':{'properties':{'badge':true,'badge':true}}} "
            + "| subject.properties.badge: `subject.properties.badge` is given twice",
        "{'subject':{'properties':{'y':1,'y':1}}}  "
            + "| subject.properties.y: `subject.properties.y` is given twice",
        "{'context':{'note':'a','note':'b'}}       | context.note: `context.note` is given twice",
        "{'context':7}                             | context: `context` must be an object",
        "{PARTS} {}                                | : something follows the JSON object",
      })
  void check_saidWrong_namesTheField(String body, String said) {
    assertEquals(said, told(assertThrows(RequestRefused.class, () -> check(body))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'subject':{'type':'user','id':'ana','properties':{'badge':[[[1]]]}}| subject",
        "{'subject':{'type':'user','id':'ana','other':[[[[1]]]]}             | subject",
        "{'subject':{'type':'user','id':'ana'},'context':{'note':[[[[1]]]]}  | context",
        "{'subject':{'type':'user','id':'ana'},'context':{'x':{'a':[[[1]]]}} | context",
        "{'subject':{'type':'user','id':'ana'},'other':[[[[[1]]]]]           | ''",
      })
  void check_oneLevelTooDeep_isTooLarge(String body, String field) throws RequestRefused {
    String whole = body + "," + A + "," + R + "}";
    RequestRefused refused = assertThrows(RequestRefused.class, () -> check(whole));
    String path = field.equals("''") ? "" : field;
    assertEquals(path + ": the request is nested deeper than 5 levels", told(refused));
    assertTrue(FrameText.of(check(whole.replace("[1]", "1"))).startsWith(FRAME));
  }

  @Test
  void batch_items_takeTheDefaultsThatTheyLack() throws RequestRefused {
    BatchBuilder.Request read =
        batch("{'evaluations':[{}, {'resource':{'type':'door','id':'d2'}}]," + PARTS + "}");
    assertEquals(List.of(FRAME, FRAME.replace("d1", "d2")), DoorSchema.items(read));
  }

  @Test
  void batch_withoutItems_isOneCheck() throws RequestRefused {
    for (String none : List.of("{PARTS}", "{PARTS,'evaluations':[]}")) {
      assertEquals(FRAME, FrameText.of(((BatchBuilder.Request.One) batch(none)).frame()));
    }
  }

  @Test
  void batch_itemThatIsNoneOrTooDeep_isThatItemsErrorAlone() throws RequestRefused {
    assertEquals(
        List.of(FRAME, "`evaluations[1]` must be an object", FRAME),
        DoorSchema.items(batch("{'evaluations':[ITEM,[[[[1]]]],ITEM]}")));
    assertEquals(
        List.of("the request is nested deeper than 5 levels", FRAME),
        DoorSchema.items(batch("{'evaluations':[{PARTS,'x':[[[1]]]},ITEM]}")));
    assertEquals(List.of(FRAME), DoorSchema.items(batch("{'evaluations':[{PARTS,'x':[[1]]}]}")));
  }

  @Test
  void batch_itemsDeeperThanAllowed_areEachRefused() throws RequestRefused {
    byte[] body = bytes("{'evaluations':[ITEM,ITEM]}");
    Limits flat = new Limits(1 << 16, 1 << 20, 3, 2);
    BatchBuilder.Request read =
        new JsonBatchDecoder(flat).decode(body, body.length, DoorSchema.SYMBOLS, Instant.EPOCH);
    String deep = "the request is nested deeper than 2 levels";
    assertEquals(List.of(deep, deep), DoorSchema.items(read));
  }

  private static BatchOptions options(String options) throws RequestRefused {
    BatchBuilder.Request read = batch("{'evaluations':[ITEM],'options':" + options + "}");
    return ((BatchBuilder.Request.Several) read).batch().options();
  }

  @Test
  void batch_options_areRead() throws RequestRefused {
    BatchOptions usual = BatchOptions.USUAL;
    assertEquals(usual, options("{}"));
    assertEquals(usual, options("{'other':[[[1]]]}"));
    assertEquals(
        usual.with(BatchSemantic.DENY_ON_FIRST_DENY),
        options("{'evaluations_semantic':'deny_on_first_deny'}"));
    assertEquals(
        usual.with(BatchOptions.Defaults.MERGED), options("{'merge_defaults':true,'other':1}"));
    assertEquals(usual, options("{'merge_defaults':false}"));
    assertEquals(
        usual.with(AnswerDetail.REASON).with(BatchOptions.Defaults.MERGED),
        options("{'context':'reason','merge_defaults':true}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'evaluations':{}                     | evaluations: `evaluations` must be a list",
        "'evaluations':[],'evaluations':[]    | evaluations: `evaluations` is given twice",
        "'options':[]                         | options: `options` must be an object",
        "'options':{},'options':{}            | options: `options` is given twice",
        "'options':{'x':1,'x':1}              | options.x: `options.x` is given twice",
        "'options':{'x':[[[[1]]]]}            | : the request is nested deeper than 5 levels",
        "'x':[[[[[1]]]]]                      | : the request is nested deeper than 5 levels",
        "'x':1,'x':1                          | x: `x` is given twice",
        "'options':{'merge_defaults':'yes'}   "
            + "| options.merge_defaults: `options.merge_defaults` must be a boolean",
        "'options':{'context':1}              | options.context: `options.context` must be a string",
        "'options':{'context':'all'}          "
            + "| options.context: `options.context` must be none, reason or full",
        "'options':{'evaluations_semantic':1} | options.evaluations_semantic:"
            + " `options.evaluations_semantic` must be a string",
        "'options':{'evaluations_semantic':'x'} | options.evaluations_semantic:"
            + " `options.evaluations_semantic` must be"
            + " execute_all, deny_on_first_deny or permit_on_first_permit",
        "'evaluations':[ITEM,ITEM,ITEM,ITEM]  | : the batch has more than 3 items",
      })
  void batch_saidWrong_namesTheField(String members, String said) {
    String body = "{" + PARTS + "," + members + "}";
    assertEquals(said, told(assertThrows(RequestRefused.class, () -> batch(body))));
    assertThrows(RequestRefused.class, () -> batch("{PARTS}}"));
  }

  @Test
  void batch_undeclaredMembers_areNamedWhereTheyStand() throws RequestRefused {
    BatchBuilder.Request read = batch("{'evaluations':[{PARTS,'x':1}],'y':[[[1]]]}");
    Frame frame =
        ((BatchItem.Question) ((BatchBuilder.Request.Several) read).batch().items().get(0)).frame();
    assertEquals(Set.of("evaluations[0].x", "y"), Set.copyOf(DoorSchema.unknown(frame)));
  }

  @ParameterizedTest
  @CsvSource({
    "[], the body must be a JSON object",
    "'', the body is empty",
    "'\u001f\u008b', the body is compressed with gzip: send it as it is"
  })
  void body_thatIsNoObject_isCalledWhatItIs(String text, String said) {
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    for (Executable decoding :
        List.<Executable>of(
            () ->
                new JsonCheckDecoder(Limits.DEFAULT)
                    .decode(body, body.length, DoorSchema.SYMBOLS, Instant.EPOCH),
            () ->
                new JsonBatchDecoder(Limits.DEFAULT)
                    .decode(body, body.length, DoorSchema.SYMBOLS, Instant.EPOCH),
            () ->
                new JsonSearchDecoder(Entity.ACTION, Limits.DEFAULT)
                    .decode(body, DoorSchema.SYMBOLS, Instant.EPOCH))) {
      assertEquals(": " + said, told(assertThrows(RequestRefused.class, decoding)));
    }
  }

  @Test
  void search_partsAndPage_areRead() throws RequestRefused {
    SearchRequest read =
        search(
            Entity.RESOURCE,
            "{"
                + S
                + ","
                + A
                + ",'resource':{'type':'door'},'page':"
                + "{'token':'t','limit':7,'properties':{'x':[1]},'other':[[1]]},'wish':[[1]]}");
    assertEquals(Entity.RESOURCE, read.sought());
    assertEquals(Optional.of(new PageRequest(Optional.of("t"), Optional.of(7))), read.page());
    assertEquals(Map.of("wish", List.of(List.of(1))), read.beside());
    assertEquals("user ana\ndoor.open\ndoor ", FrameText.of(read.frame()));
    assertEquals(List.of(), DoorSchema.unknown(read.frame()));
  }

  @Test
  void search_undeclaredMembers_areNamed() throws RequestRefused {
    SearchRequest read = search(Entity.ACTION, "{" + S + "," + R + ",'wich':1}");
    assertEquals(List.of("wich"), DoorSchema.unknown(read.frame()));
    assertEquals(Optional.empty(), read.page());
    assertEquals(Map.of(), read.beside());
    SearchRequest usual =
        new JsonSearchDecoder(Entity.ACTION, Limits.DEFAULT)
            .decode(bytes("{" + S + "," + R + ",'wish':1}"), DoorSchema.SYMBOLS, Instant.EPOCH);
    assertEquals(Map.of(), usual.beside());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3000000000, 2147483647",
    "7.0, 7",
    "1e2, 100",
    "9223372036854775807, 2147483647"
  })
  void search_limitOfAPage_isAWholeNumber(String limit, int wanted) throws RequestRefused {
    SearchRequest read =
        search(Entity.ACTION, "{" + S + "," + R + ",'page':{'limit':" + limit + "}}");
    assertEquals(Optional.of(wanted), read.page().orElseThrow().limit());
    assertFalse(read.page().orElseThrow().token().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'page':1                        | page: `page` must be an object",
        "'page':{},'page':{}             | page: `page` is given twice",
        "'page':{'limit':1,'limit':1}    | page.limit: `page.limit` is given twice",
        "'page':{'token':1}              | page.token: `page.token` must be a string",
        "'page':{'limit':-1}             "
            + "| page.limit: `page.limit` must be a whole number, 0 or more",
        "'page':{'limit':1.5}            "
            + "| page.limit: `page.limit` must be a whole number, 0 or more",
        "'page':{'limit':'1'}            "
            + "| page.limit: `page.limit` must be a whole number, 0 or more",
        "'page':{'limit':1e300}          "
            + "| page.limit: `page.limit` must be a whole number, 0 or more",
        "'page':{'properties':1}         "
            + "| page.properties: `page.properties` must be an object",
        "'page':{'x':[[[[1]]]]}          | page: the request is nested deeper than 5 levels",
        "'x':[[[[[1]]]]]                 | : the request is nested deeper than 5 levels",
        "'x':1,'x':1                     | x: `x` is given twice",
        "'wish':1,'wish':1               | wish: `wish` is given twice",
      })
  void search_saidWrong_namesTheField(String members, String said) {
    String body = "{" + S + "," + R + "," + members + "}";
    RequestRefused refused = assertThrows(RequestRefused.class, () -> search(Entity.ACTION, body));
    assertEquals(said, told(refused));
    assertThrows(RequestRefused.class, () -> search(Entity.ACTION, "{" + S + "," + R + "}}"));
  }
}
