package dev.portreeve.server.answer;

/**
 * No decision, because this item of a batch cannot be understood; never permitted.
 *
 * @param problem what is wrong
 * @param field the path of the field at fault
 */
public record Undecided(String problem, String field) implements Answer {
  @Override
  public boolean permitted() {
    return false;
  }
}
