/** What tests of the server share; a test that starts a proxy begins with {@link Programs}. */
@NullMarked
package dev.portreeve.server.testing;

import org.jspecify.annotations.NullMarked;
