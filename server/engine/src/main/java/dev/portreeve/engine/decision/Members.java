package dev.portreeve.engine.decision;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The members of an obligation, an advice or an answer: an immutable map in the order in which a
 * policy wrote them. Made for a handful; a lookup goes through them.
 */
public final class Members extends AbstractMap<String, Object> {
  private static final Members NONE = new Members(new String[0], new Object[0]);

  private final String[] names;
  private final Object[] values;

  private Members(String[] names, Object[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Members of a policy's own making, without a copy.
   *
   * @param names all different; never written to again
   * @param values one for each; never written to again
   */
  public static Members of(String[] names, Object[] values) {
    return names.length == 0 ? NONE : new Members(names, values);
  }

  /** The same members in a map of this kind. */
  public static Members copyOf(Map<String, Object> members) {
    if (members instanceof Members same) {
      return same;
    }
    return of(members.keySet().toArray(String[]::new), members.values().toArray());
  }

  /** Whether all values are such. */
  public boolean all(Predicate<Object> test) {
    for (Object value : values) {
      if (!test.test(value)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value stands among them, by identity. */
  boolean has(Object wanted) {
    for (Object value : values) {
      if (value == wanted) {
        return true;
      }
    }
    return false;
  }

  /** These members with another value wherever one stands, by identity. */
  Members replacing(Object wanted, Object instead) {
    Object[] others = values.clone();
    for (int i = 0; i < others.length; i++) {
      if (others[i] == wanted) {
        others[i] = instead;
      }
    }
    return of(names, others);
  }

  /** These members but one. */
  Members without(String name) {
    int at = indexOf(name);
    if (at < 0) {
      return this;
    }
    String[] otherNames = new String[names.length - 1];
    Object[] otherValues = new Object[otherNames.length];
    System.arraycopy(names, 0, otherNames, 0, at);
    System.arraycopy(names, at + 1, otherNames, at, otherNames.length - at);
    System.arraycopy(values, 0, otherValues, 0, at);
    System.arraycopy(values, at + 1, otherValues, at, otherNames.length - at);
    return of(otherNames, otherValues);
  }

  private int indexOf(@Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return indexOf(name) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Object> entry = Map.entry(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
