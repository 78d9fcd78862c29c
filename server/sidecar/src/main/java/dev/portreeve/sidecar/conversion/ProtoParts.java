package dev.portreeve.sidecar.conversion;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the four parts of a check. A {@link CheckRequest} has them, and so has a batch under the
 * same numbers. A field given again is merged as protobuf merges it.
 */
final class ProtoParts {
  private static final int SUBJECT = ProtoReader.bytes(CheckRequest.SUBJECT_FIELD_NUMBER);
  private static final int ACTION = ProtoReader.bytes(CheckRequest.ACTION_FIELD_NUMBER);
  private static final int RESOURCE = ProtoReader.bytes(CheckRequest.RESOURCE_FIELD_NUMBER);
  private static final int CONTEXT = ProtoReader.bytes(CheckRequest.CONTEXT_FIELD_NUMBER);

  /* A resource's fields have the numbers of a subject's. */
  private static final int TYPE = ProtoReader.bytes(Subject.TYPE_FIELD_NUMBER);
  private static final int ID = ProtoReader.bytes(Subject.ID_FIELD_NUMBER);
  private static final int PROPERTIES = ProtoReader.bytes(Subject.PROPERTIES_FIELD_NUMBER);
  private static final int ACTION_NAME = ProtoReader.bytes(Action.NAME_FIELD_NUMBER);
  private static final int ACTION_PROPERTIES = ProtoReader.bytes(Action.PROPERTIES_FIELD_NUMBER);

  private static final int FIELDS = ProtoReader.bytes(Struct.FIELDS_FIELD_NUMBER);
  private static final int ELEMENTS = ProtoReader.bytes(ListValue.VALUES_FIELD_NUMBER);

  /* Of a map's entry. */
  private static final int KEY = ProtoReader.bytes(1);
  private static final int ENTRY_VALUE = ProtoReader.bytes(2);

  private static final int NULL = ProtoReader.varint(Value.NULL_VALUE_FIELD_NUMBER);
  private static final int NUMBER = ProtoReader.fixed64(Value.NUMBER_VALUE_FIELD_NUMBER);
  private static final int STRING = ProtoReader.bytes(Value.STRING_VALUE_FIELD_NUMBER);
  private static final int BOOL = ProtoReader.varint(Value.BOOL_VALUE_FIELD_NUMBER);
  private static final int STRUCT = ProtoReader.bytes(Value.STRUCT_VALUE_FIELD_NUMBER);
  private static final int LIST = ProtoReader.bytes(Value.LIST_VALUE_FIELD_NUMBER);

  private final ProtoReader in;
  private final int maxDepth;
  private boolean tooDeep;
  private boolean noValue;

  /**
   * @param maxDepth how many objects and lists may stand in one another in the same request's JSON
   */
  ProtoParts(ProtoReader in, int maxDepth) {
    this.in = in;
    this.maxDepth = maxDepth;
  }

  /**
   * Decodes a message of parts to its end.
   *
   * @param depth how many objects and lists it would be in JSON, with itself
   */
  void parts(FrameBuilder frame, int depth) throws MalformedRequest {
    while (in.more()) {
      int tag = in.varint();
      if (!part(tag, frame, depth)) {
        in.skip(tag);
      }
    }
  }

  /** Decodes the part whose tag was read last; false if that is another field's. */
  boolean part(int tag, FrameBuilder frame, int depth) throws MalformedRequest {
    Entity part = part(tag);
    if (part == null) {
      return false;
    }
    boolean unused = frame.begin(part);
    int around = in.enter();
    if (depth >= maxDepth) {
      tooDeep = true;
    }
    switch (part) {
      case SUBJECT, RESOURCE -> party(frame, part, depth + 1);
      case ACTION -> action(frame, depth + 1);
      case CONTEXT -> facts(frame, part, depth + 1);
    }
    in.leave(around);
    if (tooDeep) {
      tooDeep = false;
      frame.refuse(part, RequestTooLarge.nesting(frame.path(part, ""), maxDepth));
    }
    return true;
  }

  private static @Nullable Entity part(int tag) {
    if (tag == SUBJECT) {
      return Entity.SUBJECT;
    }
    if (tag == ACTION) {
      return Entity.ACTION;
    }
    if (tag == RESOURCE) {
      return Entity.RESOURCE;
    }
    return tag == CONTEXT ? Entity.CONTEXT : null;
  }

  private void party(FrameBuilder frame, Entity part, int depth) throws MalformedRequest {
    while (in.more()) {
      int tag = in.varint();
      if (tag == TYPE) {
        in.string();
        frame.type(part, in.word());
      } else if (tag == ID) {
        in.string();
        frame.id(part, in.text());
      } else if (tag == PROPERTIES) {
        properties(frame, part, depth + 1);
      } else {
        in.skip(tag);
      }
    }
  }

  private void action(FrameBuilder frame, int depth) throws MalformedRequest {
    while (in.more()) {
      int tag = in.varint();
      if (tag == ACTION_NAME) {
        in.string();
        frame.name(in.word());
      } else if (tag == ACTION_PROPERTIES) {
        properties(frame, Entity.ACTION, depth + 1);
      } else {
        in.skip(tag);
      }
    }
  }

  private void properties(FrameBuilder frame, Entity part, int depth) throws MalformedRequest {
    int around = in.enter();
    if (depth > maxDepth) {
      tooDeep = true;
    }
    facts(frame, part, depth);
    in.leave(around);
  }

  private void facts(FrameBuilder frame, Entity part, int depth) throws MalformedRequest {
    while (in.more()) {
      int tag = in.varint();
      if (tag == FIELDS) {
        fact(frame, part, depth);
      } else {
        in.skip(tag);
      }
    }
  }

  private void fact(FrameBuilder frame, Entity part, int depth) throws MalformedRequest {
    int around = in.enter();
    int slot = -1;
    String name = "";
    Object value = null;
    while (in.more()) {
      int tag = in.varint();
      if (tag == KEY) {
        in.string();
        slot = in.slot(part);
        name = slot < 0 && frame.keepsNames() ? in.text() : "";
      } else if (tag == ENTRY_VALUE) {
        value = value(value, depth);
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    boolean incomplete = noValue || value == null;
    noValue = false;
    if (slot >= 0 && incomplete) {
      String path = frame.path(slot);
      frame.refuse(part, new MalformedRequest(path, "`" + path + "` has no value"));
    } else if (slot >= 0 && value != null) {
      frame.fact(slot, value);
    } else if (slot < 0) {
      frame.noFact(part, slot, name, value);
    }
  }

  /**
   * A value as facts are made of them, from the message that is next; null when it has none.
   *
   * @param before what was read for the same field
   * @param depth how many objects and lists it would stand in
   */
  private @Nullable Object value(@Nullable Object before, int depth) throws MalformedRequest {
    int around = in.enter();
    Object value = before;
    while (in.more()) {
      int tag = in.varint();
      if (tag == STRING) {
        in.string();
        value = in.word();
      } else if (tag == BOOL) {
        value = in.truth();
      } else if (tag == NUMBER) {
        value = in.number();
      } else if (tag == LIST) {
        value = list(value, depth + 1);
      } else if (tag == STRUCT) {
        value = map(value, depth + 1);
      } else if (tag == NULL) {
        boolean unused = in.truth();
        value = JsonNull.INSTANCE;
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    return value;
  }

  /** Reads over a message that is deeper than allowed, whatever it holds, and notes it. */
  private boolean expectDepth(int depth) throws MalformedRequest {
    if (depth <= maxDepth) {
      return true;
    }
    tooDeep = true;
    in.skip(LIST); // as any field of bytes is
    return false;
  }

  @SuppressWarnings("unchecked") // only such lists are made here
  private List<Object> list(@Nullable Object before, int depth) throws MalformedRequest {
    List<Object> list = before instanceof List<?> given ? (List<Object>) given : new ArrayList<>(4);
    if (!expectDepth(depth)) {
      return list;
    }
    int around = in.enter();
    while (in.more()) {
      int tag = in.varint();
      if (tag == ELEMENTS) {
        list.add(orNoted(value(null, depth)));
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    return list;
  }

  @SuppressWarnings("unchecked") // only such maps are made here
  private Map<String, Object> map(@Nullable Object before, int depth) throws MalformedRequest {
    Map<String, Object> map =
        before instanceof Map<?, ?> given ? (Map<String, Object>) given : new LinkedHashMap<>();
    if (!expectDepth(depth)) {
      return map;
    }
    int around = in.enter();
    while (in.more()) {
      int tag = in.varint();
      if (tag == FIELDS) {
        entry(map, depth);
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    return map;
  }

  private void entry(Map<String, Object> map, int depth) throws MalformedRequest {
    int around = in.enter();
    String key = "";
    Object value = null;
    while (in.more()) {
      int tag = in.varint();
      if (tag == KEY) {
        in.string();
        key = in.text();
      } else if (tag == ENTRY_VALUE) {
        value = value(value, depth);
      } else {
        in.skip(tag);
      }
    }
    in.leave(around);
    map.put(key, orNoted(value));
  }

  /** The value; where there is none that is noted, and anything stands in for it. */
  private Object orNoted(@Nullable Object value) {
    if (value == null) {
      noValue = true;
      return JsonNull.INSTANCE;
    }
    return value;
  }
}
