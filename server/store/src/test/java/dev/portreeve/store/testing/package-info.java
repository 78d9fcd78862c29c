/** What tests need of databases. */
@NullMarked
package dev.portreeve.store.testing;

import org.jspecify.annotations.NullMarked;
