package dev.portreeve.engine.type;

/** A secret that was stored sealed. Only that it is there is known; its text is not kept. */
public enum SealedValue {
  INSTANCE
}
