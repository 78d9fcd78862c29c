package dev.portreeve.store;

import java.time.Instant;

/**
 * Something to be told to whoever asked for it.
 *
 * @param id unique in the store
 * @param request the id of the request that it is about
 * @param endpoint where to
 * @param body as JSON
 * @param attempts made so far
 * @param due when it is told next
 */
public record StoredCallback(
    String id, String request, String endpoint, String body, int attempts, Instant due) {}
