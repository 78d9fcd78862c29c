package dev.portreeve.sidecar.answer;

/**
 * No decision, because this item of a batch cannot be understood; never permitted.
 *
 * @param problem what is wrong
 * @param field the path of the field at fault
 */
public record ItemFailure(String problem, String field) implements Answer {
  @Override
  public boolean permitted() {
    return false;
  }
}
