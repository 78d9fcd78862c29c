package dev.portreeve.source.directory;

/** What the looks at a team's file have seen of it. Written by the thread that looks. */
final class TeamFile {
  /** As it stands in the directory; paths are made of this, never of what a request says. */
  private final String fileName;

  private volatile long settled;
  private int lastSeen;
  private int misses;

  TeamFile(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }

  /** The digest of the stat that two looks agreed on; 0 before that. */
  long settled() {
    return settled;
  }

  void settle(long agreed) {
    settled = agreed;
    misses = 0;
  }

  /** Has it told as changed once more, whatever its stat says. */
  void doubt() {
    settled = 0;
  }

  void seen(int look) {
    lastSeen = look;
    misses = 0;
  }

  boolean wasSeen(int look) {
    return lastSeen == look;
  }

  /** Notes that a look did not find it; two such looks in a row mean that it is gone. */
  boolean missed() {
    return ++misses > 1;
  }
}
