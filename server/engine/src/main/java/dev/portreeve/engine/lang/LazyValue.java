package dev.portreeve.engine.lang;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when it is first asked for, then kept. Safe for use by several threads. */
public final class LazyValue<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T value;

  /**
   * @param maker called at most once, unless it throws
   */
  public LazyValue(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The value. */
  public T get() {
    T known = value;
    return known != null ? known : make();
  }

  private synchronized T make() {
    T known = value;
    if (known == null) {
      known = maker.get();
      value = known;
    }
    return known;
  }
}
