package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: what is known of people by their id. Its answers are typed by {@link
 * dev.portreeve.engine.schema.Schema#person()}. Implementations are immutable and answer from
 * memory: a check asks in the middle of its decision.
 */
public interface Directory {
  /** What is known of a person, or null when nothing. */
  @Nullable Structure person(String id);

  /** The ids of all it knows, ascending. */
  List<String> ids();

  /** Whether it knows nobody, so that its silence about somebody means nothing. */
  boolean isEmpty();

  /**
   * Whether a list in the field of some person holds a value.
   *
   * @param field its index in the person's type
   * @param value typed as the list's items
   */
  boolean anyone(int field, Object value);
}
