package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.RecordValue;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a schema may say under {@code fulfil}. */
class FulfilmentTest {
  private static final String SCHEMA =
      """
      name: shelf
      subject: {types: [reader]}
      resource:
        types:
          book: {properties: {lent_to: {type: string}, lent_at: {type: string, format: date-time},
            times: {type: integer}}}
      obligations:
        note_loan:
          properties: {book: {type: string}}
          fulfil: %s
      actions:
        book.lend: {resource: [book], description: Taking a book home.}
      """;

  private static final String GRANTS =
      """
      name: shelf
      subject: {types: {reader: {properties: {shelves: {type: array, items: {type: string}},
        roles: {type: array, items: {type: string}, default: [], directory: fill}}}}}
      resource: {types: [shelf]}
      records:
        grant:
          properties: {reader: {type: string}, shelf: {type: string}, open: {type: boolean}}
          facts:
            - %s
      obligations:
        give: {properties: {who: {type: string}, role: {type: string, enum: [page, clerk]}},
          fulfil: %s}
      actions:
        shelf.clear:
          resource: [shelf]
          action:
            readers: {type: array, items: {type: object, properties: {id: {type: string},
              left: {type: integer}}}}
      """;
  private static final String SHELVES =
      "{fact: subject.shelves, where: {reader: subject.id, open: true}, values: shelf}";
  private static final String GIVE =
      "{keep: grant, where: {reader: obligation.who, shelf: resource.id}, members: {open: true}}";

  private static List<String> problems(String fact, String fulfil) {
    List<Diagnostic> problems = new ArrayList<>();
    SchemaReader.read(new SourceFile("schema.yaml", GRANTS.formatted(fact, fulfil)), problems);
    return problems.stream().map(Diagnostic::message).toList();
  }

  private static void refused(String fact, String fulfil, String problem) {
    List<String> found = problems(fact, fulfil);
    assertTrue(found.stream().anyMatch(each -> each.contains(problem)), problem + ": " + found);
  }

  private static Optional<Schema> schema(String fulfil, List<Diagnostic> problems) {
    return SchemaReader.read(new SourceFile("schema.yaml", SCHEMA.formatted(fulfil)), problems);
  }

  private static void refused(String fulfil, String problem) {
    List<Diagnostic> problems = new ArrayList<>();
    assertTrue(schema(fulfil, problems).isEmpty(), fulfil);
    assertTrue(
        problems.stream().anyMatch(each -> each.message().contains(problem)),
        fulfil + " " + problems.stream().map(Diagnostic::message).toList());
  }

  @Test
  void fulfil_ofAnObligation_isRead() {
    List<Diagnostic> problems = new ArrayList<>();
    String fulfil = "{set: book, id: obligation.book, members: {lent_to: subject.id, times: 1}}";
    Schema schema = schema(fulfil, problems).orElseThrow(() -> new AssertionError(problems));
    Fulfilment read = schema.records().ofObligation("note_loan").get(0);
    assertEquals(Fulfilment.Operation.SET, read.operation());
    assertEquals("book", read.type());
    assertEquals(Optional.of(new RecordValue.OfObligation("book")), read.id());
    assertEquals(new RecordValue.SubjectId(), read.members().get("lent_to"));
    assertTrue(schema.records().ofAction("book.lend").isEmpty());
  }

  @Test
  void fulfil_thatMeansNothing_isRefused() {
    refused("{set: book, remove: book, id: resource.id}", "does one thing");
    refused("{members: {lent_to: subject.id}}", "does one thing");
    refused("{sett: book}", "unknown key `sett`");
    refused("{set: shelf, id: resource.id, members: {lent_to: subject.id}}", "`shelf` is no type");
    refused("{set: book, members: {lent_to: subject.id}}", "`id` is required");
    refused("{set: book, id: resource.id}", "`members` is required");
    refused("{remove: book, id: resource.id, members: {times: 1}}", "`members` is required");
    refused("{set: book, id: obligation.boook, members: {times: 1}}", "no member `boook`");
    refused("{set: book, id: resource.id, members: {lent_too: subject.id}}", "`lent_too`");
    refused("{set: book, id: resource.id, members: {lent_to: action.x}}", "can be stored");
    refused("{set: book, id: resource.id, members: {times: now}}", "of this kind");
    refused("{set: book, id: resource.id, members: {times: subject.id}}", "of this kind");
    refused("{touch: book, id: resource.id, members: {times: 1}}", "takes times alone");
    refused("{touch: book, id: now, members: {lent_at: now}}", "of this kind");
  }

  @Test
  void records_andWhatBecomesOfThem_areRead() {
    for (String fact :
        List.of(
            SHELVES,
            "{fact: subject.shelves, when: {subject.roles: page}, where: {reader: subject.id},"
                + " values: shelf}",
            "{fact: action.readers, actions: [shelf.clear], where: {shelf: resource.id}, named: true,"
                + " each: {id: reader}, count: {left: {shelf: {not: resource.id}}}}")) {
      assertEquals(List.of(), problems(fact, GIVE));
    }
    for (String fulfil :
        List.of(
            "[{remove: grant, where: {reader: obligation.who}}, {remove: member, id: subject.id}]",
            "{keep: member, id: obligation.who, add: {roles: obligation.role}, drop: {roles: page}}",
            "{set: grant, when: {obligation.role: {not: page}, resource.type: shelf},"
                + " where: {shelf: resource.id}, members: {open: false}}")) {
      assertEquals(List.of(), problems(SHELVES, fulfil));
    }
  }

  @Test
  void records_thatMeanNothing_areRefused() {
    refused("{fact: subject.shelfs, where: {}, values: shelf}", GIVE, "name a declared fact");
    refused("{fact: subject.shelves, where: {open: true}, values: shelf}", GIVE, "`where` must");
    refused(
        "{fact: subject.shelves, where: {reader: {not: subject.id}}, values: shelf}",
        GIVE,
        "`where` must");
    refused("{fact: subject.shelves, where: {reader: subject.id}}", GIVE, "`values` and `each`");
    refused(
        "{fact: subject.shelves, where: {reader: subject.id}, values: open}", GIVE, "is a string");
    refused(
        "{fact: subject.shelves, where: {reader: subject.id}, each: {id: reader}}",
        GIVE,
        "list of objects");
    refused(
        "{fact: action.readers, where: {shelf: resource.id}, each: {id: reader}, count: {id: {}}}",
        GIVE,
        "integers");
    refused(
        "{fact: subject.shelves, actions: [shelf.clean], where: {reader: subject.id},"
            + " values: shelf}",
        GIVE,
        "no action `shelf.clean`");
    refused(
        "{fact: subject.shelves, when: {subject.id: page}, where: {reader: subject.id},"
            + " values: shelf}",
        GIVE,
        "names a list");
    refused(SHELVES, "{keep: grant, id: obligation.who, members: {open: true}}", "takes `where`");
    refused(SHELVES, "{put: grant, where: {reader: obligation.who}}", "no `where`");
    refused(SHELVES, "{set: member, id: obligation.who}", "`keep` and `remove` alone");
    refused(
        SHELVES,
        "{keep: grant, where: {reader: obligation.who}, add: {roles: obligation.role}}",
        "only `keep: member`");
    refused(SHELVES, "{keep: member, id: obligation.who, add: {role: now}}", "`role`");
    refused(
        SHELVES,
        "{remove: grant, when: {obligation.role: boss}, where: {reader: obligation.who}}",
        "boss");
    refused(
        SHELVES,
        "{remove: grant, when: {action.x: boss}, where: {reader: obligation.who}}",
        "`when` names");
  }
}
