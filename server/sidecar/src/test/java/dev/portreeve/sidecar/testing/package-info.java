/** What tests of the server share; a test that starts a proxy begins with {@link Programs}. */
@NullMarked
package dev.portreeve.sidecar.testing;

import dev.portreeve.source.testing.Programs;
import org.jspecify.annotations.NullMarked;
