package dev.portreeve.source.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The ways in which programs change the files of a directory. */
public enum SetWriter {
  /** Editors, git and rsync: each file is written beside and moved over the old one. */
  RENAME {
    @Override
    public void write(Path root, Map<String, String> texts) throws IOException {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path file = root.resolve(text.getKey());
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.writeString(fresh, text.getValue());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  },

  /** Shells: each file is cut to nothing and written anew. */
  IN_PLACE {
    @Override
    public void write(Path root, Map<String, String> texts) throws IOException {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path file = root.resolve(text.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.getValue());
      }
    }
  },

  /** Deployment scripts: everything goes, everything comes. */
  DELETE_CREATE {
    @Override
    public void write(Path root, Map<String, String> texts) throws IOException {
      if (Files.isDirectory(root)) {
        deleteIn(root);
      }
      IN_PLACE.write(root, texts);
    }
  },

  /** Kubernetes: the files are links through {@code ..data}, which is pointed elsewhere at once. */
  DATA_SWAP {
    @Override
    public void write(Path root, Map<String, String> texts) throws IOException {
      write(root, texts, "schema.yaml", "messages.yaml", "actions");
    }

    @Override
    public void write(Path root, Map<String, String> texts, String... names) throws IOException {
      Path data = root.resolve("..data");
      Path old = Files.isSymbolicLink(data) ? root.resolve(Files.readSymbolicLink(data)) : null;
      Path fresh = Files.createDirectories(root).resolve("..v" + System.nanoTime());
      IN_PLACE.write(fresh, texts);
      Path link = root.resolve("..data_tmp");
      Files.createSymbolicLink(link, fresh.getFileName());
      Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
      for (String name : names) {
        if (!Files.isSymbolicLink(root.resolve(name))) {
          Path plain = root.resolve(name);
          if (Files.isDirectory(plain)) {
            deleteIn(plain);
          }
          Files.deleteIfExists(plain);
          Files.createSymbolicLink(root.resolve(name), Path.of("..data", name));
        }
      }
      if (old != null) {
        deleteIn(old);
        Files.delete(old);
      }
    }
  };

  public abstract void write(Path root, Map<String, String> texts) throws IOException;

  /**
   * Writes a directory whose entries need these names of their own.
   *
   * @param names at the top of the directory
   */
  public void write(Path root, Map<String, String> texts, String... names) throws IOException {
    write(root, texts);
  }

  private static void deleteIn(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        if (Files.isDirectory(entry)) {
          deleteIn(entry);
        }
        Files.delete(entry);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
