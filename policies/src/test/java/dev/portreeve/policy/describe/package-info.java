/** Tests of generated descriptions. */
@NullMarked
package dev.portreeve.policy.describe;

import org.jspecify.annotations.NullMarked;
