/** AuthZEN's JSON: {@link CheckWriter} writes requests, {@link AnswerReader} reads answers. */
@NullMarked
package dev.portreeve.client.wire;

import org.jspecify.annotations.NullMarked;
