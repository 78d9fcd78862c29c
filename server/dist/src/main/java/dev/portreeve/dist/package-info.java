/** Makes the container image of a release. */
@NullMarked
package dev.portreeve.dist;

import org.jspecify.annotations.NullMarked;
