package dev.portreeve.engine.type;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An immutable list of typed values that compiled policies search without indirection. */
public final class ValueList extends AbstractList<Object> implements RandomAccess {
  public static final ValueList EMPTY = new ValueList(new Object[0]);

  private final Object[] elements;

  private ValueList(Object[] elements) {
    this.elements = elements;
  }

  /** The same elements in a list of this kind. */
  public static ValueList copyOf(List<?> elements) {
    if (elements instanceof ValueList list) {
      return list;
    }
    return elements.isEmpty() ? EMPTY : new ValueList(elements.toArray());
  }

  /** A list of the elements, which the caller gives away. */
  public static ValueList of(Object[] elements) {
    return elements.length == 0 ? EMPTY : new ValueList(elements);
  }

  /** The elements themselves; never to be written to. */
  public Object[] elements() {
    return elements;
  }

  @Override
  public Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }
}
