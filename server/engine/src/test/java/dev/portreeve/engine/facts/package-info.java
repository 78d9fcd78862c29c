/** Tests of frames, teams and proposed changes. */
@NullMarked
package dev.portreeve.engine.facts;

import org.jspecify.annotations.NullMarked;
