package dev.portreeve.engine.typecheck;

import java.util.Optional;

/**
 * Where checked expressions are kept between runs. What it gives back is believed, so only who may
 * replace the program may be able to write there.
 */
public interface TypeCheckStore {
  /** Keeps nothing. */
  TypeCheckStore NONE =
      new TypeCheckStore() {
        @Override
        public String program() {
          return "";
        }

        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] content) {}
      };

  /** What tells this program from every other one, older and newer ones included. */
  String program();

  /** What was kept under a key, or empty. */
  Optional<byte[]> find(String key);

  /** Keeps bytes under a key; a failure is the store's to tell and costs nothing but time. */
  void keep(String key, byte[] content);
}
