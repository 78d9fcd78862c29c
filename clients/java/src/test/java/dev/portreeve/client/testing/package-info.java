/** What the tests of the clients ask, and whom. */
@NullMarked
package dev.portreeve.client.testing;

import org.jspecify.annotations.NullMarked;
