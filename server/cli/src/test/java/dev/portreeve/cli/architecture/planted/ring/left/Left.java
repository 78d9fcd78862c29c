package dev.portreeve.cli.architecture.planted.ring.left;

import dev.portreeve.cli.architecture.planted.ring.right.Right;

public record Left(Right right) {
  void print() {
    System.out.println(right);
  }

  static final class RingUtil {}

  static final class RingManager {}
}
