package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a set of another domain has fulfilled, all of a permit or nothing. */
class FulfilTest {
  private static final String SCHEMA =
      """
      name: shelf
      team: resource.properties.branch
      subject:
        types:
          reader: {properties: {blocked: {type: boolean, default: false}}}
      resource:
        properties: {branch: {type: string}}
        types:
          book: {properties: {lent_to: {type: string}, lent_at: {type: string, format: date-time}}}
      obligations:
        note_loan:
          required: [book]
          properties: {book: {type: string}}
          fulfil: {set: book, id: obligation.book, members: {lent_to: subject.id, lent_at: now}}
        block: {required: [who], properties: {who: {type: string}},
          fulfil: {set: reader, id: obligation.who, members: {blocked: true}}}
        tell_desk: {}
      actions:
        book.lend: {resource: [book], description: Taking a book home.}
        book.scrap: {resource: [book], fulfil: {remove: book, id: resource.id}}
      """;

  private static final String LEND =
      """
      name: book.lend
      description: Taking a book home.
      rule:
        match:
          - condition: has(resource.lent_to) && resource.lent_to != "nobody"
            output: >-
              permit("twice").oblige([obligation("note_loan", {"book": resource.id}),
              obligation("block", {"who": "a stranger"})])
          - output: >-
              permit("lent").oblige([obligation("note_loan", {"book": resource.id}),
              obligation("tell_desk")])
      """;

  private static final String SCRAP =
      """
      name: book.scrap
      description: Throwing it away.
      rule:
        match:
          - output: permit("scrapped")
      """;

  private static Path set(Path folder) throws IOException {
    Path set = Files.createDirectories(folder.resolve("shelf/actions")).getParent();
    Files.writeString(set.resolve("schema.yaml"), SCHEMA);
    Files.writeString(
        set.resolve("messages.yaml"), "lent: Enjoy it.\ntwice: Again.\nscrapped: Gone.\n");
    Files.writeString(set.resolve("actions/book.lend.yaml"), LEND);
    Files.writeString(set.resolve("actions/book.scrap.yaml"), SCRAP);
    return set;
  }

  private static JsonObject context(AdminCaller api, String action) {
    String check =
        """
        {"subject": {"type": "reader", "id": "rob"}, "action": {"name": "%s"},
         "resource": {"type": "book", "id": "b1", "properties": {"branch": "harbour"}},
         "context": {"fulfil": true}}
        """
            .formatted(action);
    Reply reply = api.check("keeper", "evaluation", check);
    assertEquals(200, reply.status(), reply.toString());
    return reply.body().getJsonObject("context");
  }

  @Test
  void permit_withOneThingThatCannotBe_bringsNothing(@TempDir Path folder) throws IOException {
    Map<String, String> flags =
        Map.of("--store", "sqlite:" + folder.resolve("t.db"), "--records", "book,reader");
    try (AdminCaller api = AdminCaller.serve(set(folder), folder, flags)) {
      String branch = "/teams/harbour";
      String book = branch + "/records/book/b1";
      assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", branch, "{}").status());
      for (String record : new String[] {"book/b1", "reader/rob"}) {
        String path = branch + "/records/" + record;
        assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", path, "{}").status());
      }
      JsonObject lent = context(api, "book.lend");
      assertTrue(lent.getJsonArray("fulfilled").contains("note_loan"), lent.encode());
      assertEquals(1, lent.getJsonArray("obligations").size(), "the desk is the caller's to tell");
      JsonObject stored = api.by(AdminCaller.OPERATOR, "GET", book, "").body();
      assertEquals("rob", stored.getJsonObject("facts").getString("lent_to"));

      JsonObject failed = context(api, "book.lend");
      assertEquals("policy_error", failed.getString("reason"), failed.encode());
      assertFalse(failed.containsKey("fulfilled"));
      assertEquals(stored, api.by(AdminCaller.OPERATOR, "GET", book, "").body());

      assertTrue(context(api, "book.scrap").getJsonArray("fulfilled").contains("book.scrap"));
      assertEquals(404, api.by(AdminCaller.OPERATOR, "GET", book, "").status());
      assertEquals("resource.id", context(api, "book.scrap").getString("field"));
    }
  }
}
