/** Teams in a database, very many of them. */
@NullMarked
package dev.portreeve.bench.store;

import org.jspecify.annotations.NullMarked;
