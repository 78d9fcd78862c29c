package dev.portreeve.bench.hand;

/** A role on a workspace or an element. */
enum ElementRole {
  ADMIN,
  EDITOR,
  VIEWER,
  NONE
}
