/** Tests of frames, teams and proposed changes. */
@NullMarked
package dev.portreeve.policy.facts;

import org.jspecify.annotations.NullMarked;
