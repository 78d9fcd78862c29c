package dev.portreeve.store;

/**
 * How far a store has come. Two that are equal are the same store with the same content.
 *
 * @param epoch which store it is; another one is another store
 * @param number of the last change; 0 before the first
 * @param head the hash of the last change, which no other history of the store has
 * @param teams how many there are
 */
public record StoreState(String epoch, long number, String head, long teams) {}
