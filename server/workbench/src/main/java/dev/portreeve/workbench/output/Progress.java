package dev.portreeve.workbench.output;

/** Told how far something long has come. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void at(String what, int done, int total) {}

        @Override
        public void at(String what, int done) {}

        @Override
        public void end() {}
      };

  /**
   * Some steps are done.
   *
   * @param what is being done: {@code cases}
   */
  void at(String what, int done, int total);

  /** Some steps are done, of nobody knows how many. */
  void at(String what, int done);

  /** Nothing more follows; what was shown goes. */
  void end();
}
