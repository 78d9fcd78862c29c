/** Tests of plans; those of what they select stand beside the databases. */
@NullMarked
package dev.portreeve.engine.filter;

import org.jspecify.annotations.NullMarked;
