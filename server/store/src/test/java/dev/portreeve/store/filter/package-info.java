/** What a plan selects from real databases, against what single checks permit. */
@NullMarked
package dev.portreeve.store.filter;

import org.jspecify.annotations.NullMarked;
