package dev.portreeve.client;

/** Carries one kind of obligation out. */
@FunctionalInterface
public interface ObligationHandler {
  /**
   * For obligations that the caller carries out itself, from {@link Decision#obligations}, before
   * it goes ahead.
   */
  ObligationHandler BY_CALLER = (obligation, check) -> {};

  /**
   * Carries an obligation out, on the thread that asked and outside the deadline of the check.
   *
   * @throws Exception when it cannot be carried out; a permit is a denial then
   */
  void carryOut(Obligation obligation, Check check) throws Exception;
}
