/**
 * The HTTP side of the service port, a class for each endpoint; {@link FrontDoor} is the way in,
 * {@link EvaluationLane} the short one.
 */
@NullMarked
package dev.portreeve.server.http;

import org.jspecify.annotations.NullMarked;
