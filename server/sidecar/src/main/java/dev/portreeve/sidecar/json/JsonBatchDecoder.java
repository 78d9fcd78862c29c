package dev.portreeve.sidecar.json;

import dev.portreeve.sidecar.check.AnswerDetail;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchOptions;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Decodes the body of a batch. Safe for use by several threads. */
public final class JsonBatchDecoder {
  private enum Member {
    EVALUATIONS,
    OPTIONS
  }

  private static final ByteStringMap<Member> MEMBERS =
      new ByteStringMap<>(Map.of("evaluations", Member.EVALUATIONS, "options", Member.OPTIONS));

  private enum Option {
    SEMANTIC("options.evaluations_semantic"),
    MERGE("options.merge_defaults"),
    CONTEXT("options.context");

    private final String path;

    Option(String path) {
      this.path = path;
    }
  }

  private static final ByteStringMap<Option> OPTIONS =
      new ByteStringMap<>(
          Map.of(
              "evaluations_semantic", Option.SEMANTIC,
              "merge_defaults", Option.MERGE,
              "context", Option.CONTEXT));

  /* How many objects and lists these are, with themselves. */
  private static final int BODY = 1;
  private static final int ITEMS = 2;

  private final Limits limits;

  public JsonBatchDecoder(Limits limits) {
    this.limits = limits;
  }

  /**
   * The batch as frames.
   *
   * @param length of the body; what stands behind it in the array is never read
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the checks
   */
  public BatchBuilder.Request decode(byte[] body, int length, SymbolTable symbols, Instant now)
      throws RequestRefused {
    BatchBuilder.Request read = read(body, length, new BatchBuilder(symbols, now, limits));
    return read.lacksNames()
        ? read(body, length, new BatchBuilder(symbols, now, limits).keepNames())
        : read;
  }

  private BatchBuilder.Request read(byte[] body, int length, BatchBuilder batch)
      throws RequestRefused {
    JsonReader json = new JsonReader(body, length, batch.symbols(), limits.nesting());
    json.begin();
    new Body(json, batch, limits.nesting()).members();
    json.end();
    return batch.complete();
  }

  /** One body on its way through. */
  private record Body(JsonReader json, BatchBuilder batch, int nesting, JsonParts parts) {
    Body(JsonReader json, BatchBuilder batch, int nesting) {
      this(json, batch, nesting, new JsonParts(json, nesting));
    }

    void members() throws RequestRefused {
      boolean items = false;
      boolean options = false;
      Set<String> unknown = null;
      for (boolean more = json.enter(BODY); more; more = json.more()) {
        json.name();
        Member member = json.named(MEMBERS);
        if (member == Member.EVALUATIONS) {
          expectFirst(items);
          items = true;
          items();
        } else if (member == Member.OPTIONS) {
          expectFirst(options);
          options = true;
          options();
        } else if (!parts.part(batch.defaults(), BODY)) {
          String name = json.text();
          unknown = json.once(unknown, name);
          Object unused = json.value(BODY);
          batch.defaults().unknown(name);
          expectShallow();
        }
      }
    }

    private void expectFirst(boolean seen) throws MalformedRequest {
      if (seen) {
        throw json.twice();
      }
    }

    private void expectShallow() throws RequestTooLarge {
      if (json.wentTooDeep()) {
        throw RequestTooLarge.nesting("", nesting);
      }
    }

    private void items() throws RequestRefused {
      if (!json.isList()) {
        throw MalformedRequest.illTyped("evaluations", "a list");
      }
      for (boolean more = json.enterList(ITEMS); more; more = json.moreElements()) {
        FrameBuilder item = batch.item();
        if (json.isObject()) {
          parts.parts(item, ITEMS + 1);
        } else {
          item.refuse(MalformedRequest.illTyped(item.path(), "an object"));
          Object unused = json.value(ITEMS);
          boolean unusedToo = json.wentTooDeep();
        }
      }
    }

    private void options() throws RequestRefused {
      if (!json.isObject()) {
        throw MalformedRequest.illTyped("options", "an object");
      }
      Set<String> names = null;
      for (boolean more = json.enter(BODY + 1); more; more = json.more()) {
        json.name();
        Option option = json.named(OPTIONS);
        names = json.once(names);
        if (option == null) {
          Object unused = json.value(BODY + 1);
        } else {
          batch.options(option(option, batch.options()));
        }
      }
      expectShallow();
    }

    private BatchOptions option(Option option, BatchOptions said) throws RequestRefused {
      return switch (option) {
        case SEMANTIC ->
            said.with(
                BatchSemantic.of(text(option))
                    .orElseThrow(
                        () ->
                            MalformedRequest.illTyped(
                                option.path,
                                "execute_all, deny_on_first_deny or permit_on_first_permit")));
        case CONTEXT ->
            said.with(
                AnswerDetail.of(text(option))
                    .orElseThrow(
                        () -> MalformedRequest.illTyped(option.path, "none, reason or full")));
        case MERGE -> {
          if (!(json.value(BODY + 1) instanceof Boolean merge)) {
            throw MalformedRequest.illTyped(option.path, "a boolean");
          }
          yield said.with(merge ? BatchOptions.Defaults.MERGED : BatchOptions.Defaults.REPLACED);
        }
      };
    }

    private String text(Option option) throws MalformedRequest {
      if (!json.string()) {
        throw MalformedRequest.illTyped(option.path, "a string");
      }
      return json.text();
    }
  }
}
