package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.schema.Fulfilment;
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
    Fulfilment read = schema.ofObligation("note_loan").orElseThrow();
    assertEquals(Fulfilment.Operation.SET, read.operation());
    assertEquals("book", read.type());
    assertEquals(Optional.of(new Fulfilment.Value.OfObligation("book")), read.id());
    assertEquals(new Fulfilment.Value.SubjectId(), read.members().get("lent_to"));
    assertTrue(schema.ofAction("book.lend").isEmpty());
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
}
