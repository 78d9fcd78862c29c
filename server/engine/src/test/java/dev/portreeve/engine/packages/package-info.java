/** Tests of package specifiers, patterns and pattern sets; the facts are in the test resources. */
@NullMarked
package dev.portreeve.engine.packages;

import org.jspecify.annotations.NullMarked;
