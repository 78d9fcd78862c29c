/**
 * Teams and the audit of their changes in a database, SQLite or PostgreSQL; {@link
 * dev.portreeve.store.TeamStore} is the way in, {@link dev.portreeve.store.StoreSource} what a
 * server reads from.
 */
@NullMarked
package dev.portreeve.store;

import org.jspecify.annotations.NullMarked;
