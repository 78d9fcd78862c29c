/** What the tests of several modules need: policy sets to change, patience, programs. */
@NullMarked
package dev.portreeve.source.testing;

import org.jspecify.annotations.NullMarked;
