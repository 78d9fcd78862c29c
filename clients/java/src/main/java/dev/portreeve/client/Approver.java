package dev.portreeve.client;

/**
 * Who may approve what a {@link Outcome#NEEDS_APPROVAL} decision holds back.
 *
 * @param kind {@code role}, {@code user} or {@code group}
 * @param name of the role, user or group
 */
public record Approver(String kind, String name) {}
