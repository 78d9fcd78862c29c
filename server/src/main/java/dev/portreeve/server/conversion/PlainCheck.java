package dev.portreeve.server.conversion;

import static dev.portreeve.server.conversion.PlainMessage.once;
import static dev.portreeve.server.vocabulary.GivenParts.bit;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.server.vocabulary.NotPlain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the parts of a check from {@link PlainMessage} straight into the slots of a frame. A
 * {@link CheckRequest} has them, and so has a batch under the same numbers.
 */
final class PlainCheck {
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

  private final PlainMessage in;
  private final int levels;

  /**
   * @param levels how many lists and objects a property may go deep
   */
  PlainCheck(PlainMessage in, int levels) {
    this.in = in;
    this.levels = levels;
  }

  private static int message(int field) {
    return PlainMessage.tag(field, PlainMessage.BYTES);
  }

  /**
   * Decodes a message of nothing but parts; the parts that it gives or were given.
   *
   * @param given those that the frame holds of other origin, and that may be given in their place
   */
  int parts(Frame frame, int given) throws NotPlain {
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
  int part(int tag, Frame frame, int here, int given) throws NotPlain {
    Entity part = part(tag);
    int bit = bit(part);
    if ((here & bit) != 0) {
      throw NotPlain.IT;
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

  private static Entity part(int tag) throws NotPlain {
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
    throw NotPlain.IT;
  }

  private void party(Frame frame, Entity entity) throws NotPlain {
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
        throw NotPlain.IT;
      }
    }
    if (entity == Entity.SUBJECT) {
      frame.subject(given(type), given(id));
    } else {
      frame.resource(given(type), given(id));
    }
  }

  private void action(Frame frame) throws NotPlain {
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
        throw NotPlain.IT;
      }
    }
    frame.action(given(name));
  }

  private static String given(@Nullable String value) throws NotPlain {
    if (value == null || value.isEmpty()) {
      throw NotPlain.IT;
    }
    return value;
  }

  private void struct(Frame frame, Entity entity) throws NotPlain {
    int around = in.enter();
    facts(frame, entity);
    in.leave(around);
  }

  private void facts(Frame frame, Entity entity) throws NotPlain {
    while (in.more()) {
      expect(FIELDS);
      int around = in.enter();
      expect(KEY);
      int slot = in.slot(entity);
      expect(ENTRY_VALUE);
      Object value = value(0);
      if (slot >= 0) {
        if (frame.value(slot) != null) {
          throw NotPlain.IT;
        }
        frame.fact(slot, value);
      }
      expectEnd();
      in.leave(around);
    }
  }

  /** A value as facts are made of them, from the message that is next. */
  private Object value(int level) throws NotPlain {
    int around = in.enter();
    int tag = in.varint();
    Object value;
    if (tag == message(Value.STRING_VALUE_FIELD_NUMBER)) {
      value = in.word();
    } else if (tag == PlainMessage.tag(Value.BOOL_VALUE_FIELD_NUMBER, PlainMessage.VARINT)) {
      value = in.varint() != 0;
    } else if (tag == PlainMessage.tag(Value.NUMBER_VALUE_FIELD_NUMBER, PlainMessage.FIXED64)) {
      value = in.number();
    } else if (tag == message(Value.LIST_VALUE_FIELD_NUMBER) && level < levels) {
      value = list(level + 1);
    } else if (tag == message(Value.STRUCT_VALUE_FIELD_NUMBER) && level < levels) {
      value = map(level + 1);
    } else {
      throw NotPlain.IT;
    }
    expectEnd();
    in.leave(around);
    return value;
  }

  private List<Object> list(int level) throws NotPlain {
    List<Object> list = new ArrayList<>(4);
    int around = in.enter();
    while (in.more()) {
      expect(ELEMENTS);
      list.add(value(level));
    }
    in.leave(around);
    return list;
  }

  private Map<String, Object> map(int level) throws NotPlain {
    Map<String, Object> map = new LinkedHashMap<>();
    int around = in.enter();
    while (in.more()) {
      expect(FIELDS);
      int entry = in.enter();
      expect(KEY);
      String key = in.text();
      expect(ENTRY_VALUE);
      if (map.put(key, value(level)) != null) {
        throw NotPlain.IT;
      }
      expectEnd();
      in.leave(entry);
    }
    in.leave(around);
    return map;
  }

  private void expect(int tag) throws NotPlain {
    if (in.varint() != tag) {
      throw NotPlain.IT;
    }
  }

  private void expectEnd() throws NotPlain {
    if (in.more()) {
      throw NotPlain.IT;
    }
  }
}
