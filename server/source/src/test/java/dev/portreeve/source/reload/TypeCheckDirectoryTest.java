package dev.portreeve.source.reload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as a directory: what it keeps, for whom, and what it does not believe. */
class TypeCheckDirectoryTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path temporary;
  private Path directory;
  private TypeCheckStore store;

  @BeforeEach
  void begin() {
    directory = temporary.resolve("new/cache");
    store = new TypeCheckDirectory(directory, "program", null);
  }

  @Test
  void keep_newDirectory_isFoundAndOnlyTheOwners() throws IOException {
    assertEquals(Optional.empty(), store.find("a"));
    store.keep("a", CONTENT);
    store.keep("a", CONTENT);
    assertArrayEquals(CONTENT, store.find("a").orElseThrow());
    List<Path> files = files();
    assertEquals(1, files.size(), files.toString());
    assertEquals("rw-------", permissions(files.get(0)));
    assertEquals("rwx------", permissions(directory));
  }

  @Test
  void keep_many_theOldestGo() throws IOException {
    for (int i = 0; i < 20; i++) {
      String key = "k" + i;
      store.keep(key, CONTENT);
      Files.setLastModifiedTime(file(key), FileTime.fromMillis(1_000_000 + i * 1_000L));
    }
    store.keep("last", CONTENT);
    assertEquals(16, files().size());
    assertEquals(Optional.empty(), store.find("k4"));
    assertTrue(store.find("k5").isPresent());
  }

  @Test
  void keep_leftByACrash_isRemoved() throws IOException {
    Files.createDirectories(directory);
    Path old = Files.writeString(directory.resolve(".checked-123"), "half");
    Path new_ = Files.writeString(directory.resolve(".checked-124"), "being written");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000));
    store.keep("a", CONTENT);
    assertTrue(Files.notExists(old));
    assertTrue(Files.exists(new_));
  }

  @Test
  void find_othersMayWrite_isNotBelieved() throws IOException {
    store.keep("a", CONTENT);
    for (String permissions : List.of("rw--w----", "rw-----w-")) {
      Files.setPosixFilePermissions(file("a"), PosixFilePermissions.fromString(permissions));
      assertEquals(Optional.empty(), store.find("a"));
    }
    store.keep("a", CONTENT);
    assertTrue(store.find("a").isPresent());
  }

  /** As a package's caches, which root made, are for the service's user. */
  @Test
  void find_ofTheProgramsOwner_isBelievedAndOfSomebodyElseNot() throws IOException {
    store.keep("a", CONTENT);
    Path file = ofSomebodyElse(file("a"));
    assertEquals(Optional.empty(), store.find("a"));
    TypeCheckStore theirs = new TypeCheckDirectory(directory, "program", Files.getOwner(file));
    assertTrue(theirs.find("a").isPresent());
  }

  /** Only root can give a file away; others link to one of root's. */
  private static Path ofSomebodyElse(Path file) throws IOException {
    if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
      UserPrincipal nobody =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      return Files.setOwner(file, nobody);
    }
    Files.delete(file);
    return Files.createSymbolicLink(file, Path.of("/etc/passwd"));
  }

  @Test
  void keep_directoryThatCannotBe_isOnlyTold() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    TypeCheckStore none = new TypeCheckDirectory(file.resolve("cache"), "program", null);
    none.keep("a", CONTENT);
    assertEquals(Optional.empty(), none.find("a"));
  }

  @Test
  void identity_fileChanges_isAnother() throws IOException {
    Path jar = Files.write(temporary.resolve("a.jar"), CONTENT);
    String before = BuildIdentity.identity(jar.toString());
    assertEquals(before, BuildIdentity.identity(jar.toString()));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    assertNotEquals(before, BuildIdentity.identity(jar.toString()));
  }

  private Path file(String key) {
    return directory.resolve("checked-" + key);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
