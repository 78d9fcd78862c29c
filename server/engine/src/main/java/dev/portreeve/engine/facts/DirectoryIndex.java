package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a set's directory and what they come to; a reload takes over what is unchanged. */
public final class DirectoryIndex {
  /** What to do about a directory that is too large. */
  public static final String MORE_HEAP =
      "give the server more heap, for 100,000 entries 320 MiB: PORTREEVE_JAVA_OPTS=-Xmx320m";

  /** That of a set without a directory. */
  public static final DirectoryIndex NONE = new DirectoryIndex(List.of(), EntityDirectory.NONE);

  private final List<DirectoryFile> files;
  private final EntityDirectory entries;

  private DirectoryIndex(List<DirectoryFile> files, EntityDirectory entries) {
    this.files = List.copyOf(files);
    this.entries = entries;
  }

  /** What the files come to. */
  public EntityDirectory entries() {
    return entries;
  }

  /**
   * The index of these files; after a problem it is of no use.
   *
   * @param previous of the same schema, or null
   * @param problems where what is wrong is added
   */
  public static DirectoryIndex of(
      Schema schema,
      DirectoryLimits limits,
      List<SourceFile> files,
      @Nullable DirectoryIndex previous,
      List<Diagnostic> problems) {
    if (previous != null
        && files.equals(previous.files.stream().map(DirectoryFile::file).toList())) {
      return previous;
    }
    List<DirectoryFile> read = new ArrayList<>();
    for (SourceFile file : files) {
      Optional<DirectoryFile> known = previous == null ? Optional.empty() : previous.find(file);
      known.or(() -> DirectoryFileReader.read(schema, limits, file, problems)).ifPresent(read::add);
    }
    Merge merge = new Merge(limits, problems);
    read.forEach(merge::add);
    return new DirectoryIndex(
        read,
        EntityDirectory.of(schema, merge.tables(Entity.SUBJECT), merge.tables(Entity.RESOURCE)));
  }

  private Optional<DirectoryFile> find(SourceFile file) {
    return files.stream().filter(known -> known.file().equals(file)).findFirst();
  }

  /** Puts the sections of several files together. */
  private static final class Merge {
    private final DirectoryLimits limits;
    private final List<Diagnostic> problems;
    private final Map<Entity, Map<String, List<Part>>> parts = new LinkedHashMap<>();
    private int entries;

    private record Part(SourceFile file, DirectoryFile.Section section) {}

    private record Entry(String id, Structure structure, int place, SourceFile file) {}

    Merge(DirectoryLimits limits, List<Diagnostic> problems) {
      this.limits = limits;
      this.problems = problems;
    }

    void add(DirectoryFile file) {
      boolean fitted = entries <= limits.entries();
      entries += file.size();
      if (fitted && entries > limits.entries()) {
        String message = DirectoryFileReader.tooMany(limits) + " with those of this file";
        problems.add(new Diagnostic(file.file(), Position.START, message, MORE_HEAP));
      }
      for (DirectoryFile.Section section : file.sections()) {
        parts
            .computeIfAbsent(section.entity(), unused -> new TreeMap<>())
            .computeIfAbsent(section.type(), unused -> new ArrayList<>())
            .add(new Part(file.file(), section));
      }
    }

    Map<String, EntityTable> tables(Entity entity) {
      Map<String, EntityTable> tables = new LinkedHashMap<>();
      parts.getOrDefault(entity, Map.of()).forEach((type, all) -> tables.put(type, table(all)));
      return tables;
    }

    private EntityTable table(List<Part> all) {
      if (all.size() == 1) {
        DirectoryFile.Section only = all.get(0).section();
        return new EntityTable(only.ids(), only.entries());
      }
      List<Entry> sorted = new ArrayList<>();
      for (Part part : all) {
        DirectoryFile.Section section = part.section();
        for (int i = 0; i < section.ids().length; i++) {
          sorted.add(
              new Entry(section.ids()[i], section.entries()[i], section.places()[i], part.file()));
        }
      }
      Entry[] entries = sorted.toArray(Entry[]::new);
      Arrays.sort(entries, Comparator.comparing(Entry::id));
      for (int i = 1; i < entries.length; i++) {
        expectOnce(entries[i - 1], entries[i]);
      }
      return new EntityTable(
          Arrays.stream(entries).map(Entry::id).toArray(String[]::new),
          Arrays.stream(entries).map(Entry::structure).toArray(Structure[]::new));
    }

    private void expectOnce(Entry first, Entry second) {
      if (first.id().equals(second.id())) {
        problems.add(
            new Diagnostic(
                second.file(),
                DirectoryFile.Place.position(second.place()),
                "`" + ShownText.of(second.id()) + "` stands in " + first.file().name() + " too",
                "keep one of the two"));
      }
    }
  }
}
