/**
 * Which of many resources somebody may act on, as a condition that a caller's database can tell.
 */
@NullMarked
package dev.portreeve.engine.filter;

import org.jspecify.annotations.NullMarked;
