package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a batch as they are read. */
final class BatchParts {
  /*
   * An item begins as a copy of the defaults, and each part it brings itself takes the place of the
   * default's. Members of an object may stand in any order; where a default follows the items, they
   * were copied too early and are read once more.
   */
  private final Frame defaults;
  private final Set<Entity> given = PartDecoder.none();
  private final int maxItems;
  private final List<BatchItem> items = new ArrayList<>();
  private @Nullable Set<Entity> givenBeforeItems;
  private BatchSemantic semantic = BatchSemantic.EXECUTE_ALL;

  BatchParts(Frame defaults, int maxItems) {
    this.defaults = defaults;
    this.maxItems = maxItems;
  }

  /** Takes a member of the batch itself. */
  void member(String name, JsonParser parser) throws IOException, MalformedRequest {
    PartDecoder.member(name, parser, defaults, given);
  }

  void semantic(JsonParser parser) throws IOException, MalformedRequest {
    String path = "options.evaluations_semantic";
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw MalformedRequest.illTyped(path, "a string");
    }
    String code = parser.getText();
    semantic =
        BatchSemantic.of(code)
            .orElseThrow(
                () ->
                    MalformedRequest.illTyped(
                        path, "execute_all, deny_on_first_deny or permit_on_first_permit"));
  }

  /** Takes the items, in place of those read before. */
  void items(JsonParser parser) throws IOException, MalformedRequest, RequestTooLarge {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw MalformedRequest.illTyped("evaluations", "a list");
    }
    givenBeforeItems = EnumSet.copyOf(given);
    items.clear();
    int depth = parser.getParsingContext().getNestingDepth();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == maxItems) {
        throw RequestTooLarge.items(maxItems);
      }
      try {
        items.add(item(parser));
      } catch (MalformedRequest problem) {
        leave(parser, depth);
        items.add(BatchItem.unreadable(problem));
      }
    }
  }

  /** Whether the items must be read again to know their defaults. */
  boolean defaultsFollowedItems() {
    return givenBeforeItems != null && !givenBeforeItems.equals(given);
  }

  JsonBatchDecoder.Decoded decoded() throws MalformedRequest {
    if (!items.isEmpty()) {
      return new JsonBatchDecoder.Decoded.Several(new Batch(items, semantic));
    }
    PartDecoder.expectRequired(given, "");
    return new JsonBatchDecoder.Decoded.One(defaults);
  }

  private BatchItem item(JsonParser parser) throws IOException, MalformedRequest {
    String path = "evaluations[" + items.size() + "]";
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw MalformedRequest.illTyped(path, "an object");
    }
    Frame frame = defaults.copy();
    Set<Entity> parts = EnumSet.copyOf(given);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      PartDecoder.member(name, parser, frame, parts);
    }
    PartDecoder.expectRequired(parts, path + ".");
    return new BatchItem.Question(frame);
  }

  /** Reads over the rest of an item in a list of that depth. */
  private static void leave(JsonParser parser, int depth) throws IOException {
    while (parser.getParsingContext().getNestingDepth() > depth) {
      parser.nextToken();
    }
  }
}
