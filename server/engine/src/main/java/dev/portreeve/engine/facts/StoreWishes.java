package dev.portreeve.engine.facts;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of the server's store.
 *
 * @param approval the one it refers to, as it was sent; null: none
 * @param fulfil whether the server carries out what the decision brings with it; null: not said
 */
public record StoreWishes(@Nullable Object approval, @Nullable Boolean fulfil) {
  /** Those of a request, and where it says nothing those of its defaults. */
  public static @Nullable StoreWishes or(
      @Nullable StoreWishes own, @Nullable StoreWishes defaults) {
    if (own == null || defaults == null) {
      return own == null ? defaults : own;
    }
    return new StoreWishes(
        own.approval == null ? defaults.approval : own.approval,
        own.fulfil == null ? defaults.fulfil : own.fulfil);
  }
}
