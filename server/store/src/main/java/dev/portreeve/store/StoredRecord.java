package dev.portreeve.store;

/**
 * What the store knows of a subject or resource of a team.
 *
 * @param team its id
 * @param type of the subject or resource
 * @param id of the subject or resource, unique among those of the team and type
 * @param document the facts by name, as a JSON object
 */
public record StoredRecord(String team, String type, String id, String document) {}
