package dev.portreeve.sidecar.conversion;

import static dev.portreeve.sidecar.conversion.FastProtoReader.once;
import static dev.portreeve.sidecar.symbols.GivenParts.bit;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the parts of a check from {@link FastProtoReader} straight into the slots of a frame. A
 * {@link CheckRequest} has them, and so has a batch under the same numbers.
 */
final class FastProtoCheck {
  private static final int SUBJECT = message(CheckRequest.SUBJECT_FIELD_NUMBER);
  private static final int ACTION = message(CheckRequest.ACTION_FIELD_NUMBER);
  private static final int RESOURCE = message(CheckRequest.RESOURCE_FIELD_NUMBER);
  private static final int CONTEXT = message(CheckRequest.CONTEXT_FIELD_NUMBER);

  /* A resource's fields have the numbers of a subject's. */
  private static final int TYPE = message(Subject.TYPE_FIELD_NUMBER);
  private static final int ID = message(Subject.ID_FIELD_NUMBER);
  private static final int PROPERTIES = message(Subject.PROPERTIES_FIELD_NUMBER);

  private static final int ACTION_NAME = message(Action.NAME_FIELD_NUMBER);
  private static final int ACTION_PROPERTIES = message(Action.PROPERTIES_FIELD_NUMBER);

  private static final int FIELDS = message(Struct.FIELDS_FIELD_NUMBER);
  private static final int ELEMENTS = message(ListValue.VALUES_FIELD_NUMBER);

  /* Of a map's entry. */
  private static final int KEY = message(1);
  private static final int ENTRY_VALUE = message(2);

  private final FastProtoReader in;
  private final int levels;

  /**
   * @param levels how many lists and objects a property may go deep
   */
  FastProtoCheck(FastProtoReader in, int levels) {
    this.in = in;
    this.levels = levels;
  }

  private static int message(int field) {
    return FastProtoReader.tag(field, FastProtoReader.BYTES);
  }

  /**
   * Decodes a message of nothing but parts; the parts that it gives or were given.
   *
   * @param given those that the frame holds of other origin, and that may be given in their place
   */
  int parts(Frame frame, int given) throws FastPathMiss {
    int here = 0;
    while (in.more()) {
      here = part(in.varint(), frame, here, given);
    }
    return here | given;
  }

  /**
   * Decodes the part whose tag was read last; the parts given here, with it.
   *
   * @param here the parts given so far; none is given twice
   */
  int part(int tag, Frame frame, int here, int given) throws FastPathMiss {
    Entity part = part(tag);
    int bit = bit(part);
    if ((here & bit) != 0) {
      throw FastPathMiss.IT;
    }
    if ((given & bit) != 0) {
      frame.clear(part);
    }
    int around = in.enter();
    switch (part) {
      case SUBJECT, RESOURCE -> party(frame, part);
      case ACTION -> action(frame);
      case CONTEXT -> facts(frame, Entity.CONTEXT);
    }
    in.leave(around);
    return here | bit;
  }

  private static Entity part(int tag) throws FastPathMiss {
    if (tag == SUBJECT) {
      return Entity.SUBJECT;
    }
    if (tag == ACTION) {
      return Entity.ACTION;
    }
    if (tag == RESOURCE) {
      return Entity.RESOURCE;
    }
    if (tag == CONTEXT) {
      return Entity.CONTEXT;
    }
    throw FastPathMiss.IT;
  }

  private void party(Frame frame, Entity entity) throws FastPathMiss {
    String type = null;
    String id = null;
    boolean properties = false;
    while (in.more()) {
      int tag = in.varint();
      if (tag == TYPE) {
        type = once(type, in.word());
      } else if (tag == ID) {
        id = once(id, in.text());
      } else if (tag == PROPERTIES && !properties) {
        properties = true;
        struct(frame, entity);
      } else {
        throw FastPathMiss.IT;
      }
    }
    if (entity == Entity.SUBJECT) {
      frame.subject(given(type), given(id));
    } else {
      frame.resource(given(type), given(id));
    }
  }

  private void action(Frame frame) throws FastPathMiss {
    String name = null;
    boolean properties = false;
    while (in.more()) {
      int tag = in.varint();
      if (tag == ACTION_NAME) {
        name = once(name, in.word());
      } else if (tag == ACTION_PROPERTIES && !properties) {
        properties = true;
        struct(frame, Entity.ACTION);
      } else {
        throw FastPathMiss.IT;
      }
    }
    frame.action(given(name));
  }

  private static String given(@Nullable String value) throws FastPathMiss {
    if (value == null || value.isEmpty()) {
      throw FastPathMiss.IT;
    }
    return value;
  }

  private void struct(Frame frame, Entity entity) throws FastPathMiss {
    int around = in.enter();
    facts(frame, entity);
    in.leave(around);
  }

  private void facts(Frame frame, Entity entity) throws FastPathMiss {
    while (in.more()) {
      expect(FIELDS);
      int around = in.enter();
      expect(KEY);
      int slot = in.slot(entity);
      expect(ENTRY_VALUE);
      Object value = value(0);
      if (slot >= 0) {
        if (frame.value(slot) != null) {
          throw FastPathMiss.IT;
        }
        frame.fact(slot, value);
      }
      expectEnd();
      in.leave(around);
    }
  }

  /** A value as facts are made of them, from the message that is next. */
  private Object value(int level) throws FastPathMiss {
    int around = in.enter();
    int tag = in.varint();
    Object value;
    if (tag == message(Value.STRING_VALUE_FIELD_NUMBER)) {
      value = in.word();
    } else if (tag == FastProtoReader.tag(Value.BOOL_VALUE_FIELD_NUMBER, FastProtoReader.VARINT)) {
      value = in.varint() != 0;
    } else if (tag
        == FastProtoReader.tag(Value.NUMBER_VALUE_FIELD_NUMBER, FastProtoReader.FIXED64)) {
      value = in.number();
    } else if (tag == message(Value.LIST_VALUE_FIELD_NUMBER) && level < levels) {
      value = list(level + 1);
    } else if (tag == message(Value.STRUCT_VALUE_FIELD_NUMBER) && level < levels) {
      value = map(level + 1);
    } else {
      throw FastPathMiss.IT;
    }
    expectEnd();
    in.leave(around);
    return value;
  }

  private List<Object> list(int level) throws FastPathMiss {
    List<Object> list = new ArrayList<>(4);
    int around = in.enter();
    while (in.more()) {
      expect(ELEMENTS);
      list.add(value(level));
    }
    in.leave(around);
    return list;
  }

  private Map<String, Object> map(int level) throws FastPathMiss {
    Map<String, Object> map = new LinkedHashMap<>();
    int around = in.enter();
    while (in.more()) {
      expect(FIELDS);
      int entry = in.enter();
      expect(KEY);
      String key = in.text();
      expect(ENTRY_VALUE);
      if (map.put(key, value(level)) != null) {
        throw FastPathMiss.IT;
      }
      expectEnd();
      in.leave(entry);
    }
    in.leave(around);
    return map;
  }

  private void expect(int tag) throws FastPathMiss {
    if (in.varint() != tag) {
      throw FastPathMiss.IT;
    }
  }

  private void expectEnd() throws FastPathMiss {
    if (in.more()) {
      throw FastPathMiss.IT;
    }
  }
}
