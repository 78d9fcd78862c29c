package dev.portreeve.sidecar.answer;

/**
 * No decision, because this item of a batch is at fault itself; never permitted.
 *
 * @param problem what is wrong
 * @param field the path of the field at fault
 * @param code what kind of fault it is
 */
public record ItemFailure(String problem, String field, ErrorCode code) implements Answer {
  @Override
  public boolean permitted() {
    return false;
  }
}
