package dev.portreeve.sidecar.json;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.PageRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.check.UnknownNames;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes the body of a search. Safe for use by several threads. */
public final class JsonSearchDecoder {
  private enum Member {
    TOKEN("page.token"),
    LIMIT("page.limit"),
    PROPERTIES("page.properties");

    private final String path;

    Member(String path) {
      this.path = path;
    }
  }

  private static final ByteStringMap<Boolean> PAGE = new ByteStringMap<>(Map.of("page", true));
  private static final ByteStringMap<Member> MEMBERS =
      new ByteStringMap<>(
          Map.of(
              "token", Member.TOKEN,
              "limit", Member.LIMIT,
              "properties", Member.PROPERTIES));

  private static final int BODY = 1;

  private final Entity sought;
  private final Limits limits;
  private final Set<String> beside;

  /**
   * @param sought subject, resource or action
   */
  public JsonSearchDecoder(Entity sought, Limits limits) {
    this(sought, limits, Set.of());
  }

  /**
   * @param sought subject, resource or action
   * @param beside the members that somebody else reads
   */
  public JsonSearchDecoder(Entity sought, Limits limits, Set<String> beside) {
    this.sought = sought;
    this.limits = limits;
    this.beside = Set.copyOf(beside);
  }

  /**
   * The search.
   *
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the search
   */
  public SearchRequest decode(byte[] body, SymbolTable symbols, Instant now) throws RequestRefused {
    SearchRequest read =
        read(body, FrameBuilder.ofSearch(symbols, now, sought, limits.unknownFacts()));
    return UnknownNames.lacking(read.frame())
        ? read(body, FrameBuilder.ofSearch(symbols, now, sought, limits.unknownFacts()).keepNames())
        : read;
  }

  private SearchRequest read(byte[] body, FrameBuilder frame) throws RequestRefused {
    int nesting = limits.nesting();
    JsonReader json = new JsonReader(body, body.length, frame.symbols(), nesting);
    json.begin();
    Body members = new Body(json, new JsonParts(json, nesting), nesting, beside, new HashMap<>());
    Optional<PageRequest> page = members.members(frame);
    json.end();
    return new SearchRequest(sought, frame.complete(), page, members.values());
  }

  /** One body on its way through. */
  private record Body(
      JsonReader json,
      JsonParts parts,
      int nesting,
      Set<String> beside,
      Map<String, Object> values) {
    Optional<PageRequest> members(FrameBuilder frame) throws RequestRefused {
      Optional<PageRequest> page = Optional.empty();
      Set<String> unknown = null;
      for (boolean more = json.enter(BODY); more; more = json.more()) {
        json.name();
        if (json.named(PAGE) != null) {
          if (page.isPresent()) {
            throw json.twice();
          }
          page = Optional.of(page());
        } else if (!parts.part(frame, BODY)) {
          String name = json.text();
          unknown = json.once(unknown, name);
          Object value = json.value(BODY);
          if (beside.contains(name)) {
            values.put(name, value);
          } else {
            frame.unknown(name);
          }
          expectShallow("");
        }
      }
      return page;
    }

    private void expectShallow(String field) throws RequestTooLarge {
      if (json.wentTooDeep()) {
        throw RequestTooLarge.nesting(field, nesting);
      }
    }

    private PageRequest page() throws RequestRefused {
      if (!json.isObject()) {
        throw MalformedRequest.illTyped("page", "an object");
      }
      Optional<String> token = Optional.empty();
      Optional<Integer> limit = Optional.empty();
      Set<String> names = null;
      for (boolean more = json.enter(BODY + 1); more; more = json.more()) {
        json.name();
        Member member = json.named(MEMBERS);
        names = json.once(names);
        if (member == Member.TOKEN) {
          token = Optional.of(token());
        } else if (member == Member.LIMIT) {
          limit = Optional.of(limit());
        } else if (member == Member.PROPERTIES && !json.isObject()) {
          throw MalformedRequest.illTyped(Member.PROPERTIES.path, "an object");
        } else {
          Object unused = json.value(BODY + 1);
        }
      }
      expectShallow("page");
      return new PageRequest(token, limit);
    }

    private String token() throws RequestRefused {
      if (!json.string()) {
        throw MalformedRequest.illTyped(Member.TOKEN.path, "a string");
      }
      return json.text();
    }

    private int limit() throws RequestRefused {
      Object limit = json.value(BODY + 1);
      if (limit instanceof Number number && number.doubleValue() == number.longValue()) {
        long wanted = number.longValue();
        if (wanted >= 0) {
          return (int) Math.min(wanted, Integer.MAX_VALUE);
        }
      }
      throw MalformedRequest.illTyped(Member.LIMIT.path, "a whole number, 0 or more");
    }
  }
}
