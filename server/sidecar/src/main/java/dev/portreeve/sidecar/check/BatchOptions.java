package dev.portreeve.sidecar.check;

/**
 * How a batch is worked through.
 *
 * @param semantic when to stop
 * @param defaults how the defaults and the parts of an item come together
 * @param detail how much the answers say
 */
public record BatchOptions(BatchSemantic semantic, Defaults defaults, AnswerDetail detail) {
  /** What holds unless a request says otherwise. */
  public static final BatchOptions USUAL =
      new BatchOptions(BatchSemantic.EXECUTE_ALL, Defaults.REPLACED, AnswerDetail.FULL);

  /** What becomes of a default whose part an item gives. */
  public enum Defaults {
    /** Nothing of it is left. */
    REPLACED,
    /** What the item does not say is taken from it, member by member. */
    MERGED
  }

  /** The same with another end. */
  public BatchOptions with(BatchSemantic other) {
    return new BatchOptions(other, defaults, detail);
  }

  /** The same with other defaults. */
  public BatchOptions with(Defaults other) {
    return new BatchOptions(semantic, other, detail);
  }

  /** The same with other answers. */
  public BatchOptions with(AnswerDetail other) {
    return new BatchOptions(semantic, defaults, other);
  }
}
