/** Routes and targets, from what is written to what matches. */
@NullMarked
package dev.portreeve.engine.routes;

import org.jspecify.annotations.NullMarked;
