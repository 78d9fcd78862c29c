package dev.portreeve.bench.handwritten;

/** A role on a workspace or an element. */
enum ElementRole {
  ADMIN,
  EDITOR,
  VIEWER,
  NONE
}
