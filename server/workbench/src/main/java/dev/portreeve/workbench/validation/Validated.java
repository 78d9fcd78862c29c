package dev.portreeve.workbench.validation;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of looking through a set. It depends on the texts and the program alone, so that of a
 * set without problems it is kept, and told again while not a byte of its files has changed.
 *
 * @param validation what was found
 * @param set what it is about, empty where it does not load
 */
public record Validated(Validation validation, Optional<Summary> set) {
  /**
   * A set that loads.
   *
   * @param name as its schema has it
   * @param version of its policies
   * @param policies how many
   * @param teams how many are good
   * @param cases how many are good
   * @param entries how many its directory has
   */
  public record Summary(
      String name, String version, int policies, int teams, int cases, int entries) {
    private static Summary of(AuthoredSet set, Snapshot snapshot) {
      return new Summary(
          snapshot.schema().name(),
          snapshot.version(),
          snapshot.policies().size(),
          set.teams().size(),
          set.cases().cases().size(),
          snapshot.directory().size());
    }
  }

  /**
   * Looks through a set, unless the store knows what came of that.
   *
   * @param place of the set: of each place the last state is kept
   */
  public static Validated of(SetTexts texts, String place, TypeCheckStore store) {
    if (store == TypeCheckStore.NONE) {
      return of(AuthoredSet.load(texts, store));
    }
    String key = Hash.of(store.program(), "validated", place);
    String content = content(store.program(), texts);
    Optional<Validated> kept = store.find(key).flatMap(bytes -> read(bytes, content, texts));
    if (kept.isPresent()) {
      return kept.get();
    }
    Validated fresh = of(AuthoredSet.load(texts, store));
    if (fresh.validation.problems().isEmpty()) {
      fresh.set.ifPresent(set -> store.keep(key, write(content, set, fresh.validation)));
    }
    return fresh;
  }

  private static Validated of(AuthoredSet set) {
    return new Validated(
        Validation.of(set), set.snapshot().map(snapshot -> Summary.of(set, snapshot)));
  }

  private static String content(String program, SetTexts texts) {
    List<String> all = new ArrayList<>(List.of(program));
    for (Map.Entry<String, String> text : texts.byPath().entrySet()) {
      all.add(text.getKey());
      all.add(text.getValue());
    }
    return Hash.of(all.toArray(String[]::new));
  }

  private static byte[] write(String content, Summary set, Validation validation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(content);
      out.writeUTF(set.name());
      out.writeUTF(set.version());
      out.writeInt(set.policies());
      out.writeInt(set.teams());
      out.writeInt(set.cases());
      out.writeInt(set.entries());
      out.writeInt(validation.findings().size());
      for (Finding finding : validation.findings()) {
        out.writeUTF(finding.kind().name());
        out.writeUTF(finding.diagnostic().file().name());
        out.writeInt(finding.diagnostic().position().line());
        out.writeInt(finding.diagnostic().position().column());
        out.writeUTF(finding.diagnostic().message());
        out.writeUTF(finding.diagnostic().help());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    return bytes.toByteArray();
  }

  /** What was kept, or empty where it is of other texts or cannot be read. */
  private static Optional<Validated> read(byte[] bytes, String content, SetTexts texts) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!in.readUTF().equals(content)) {
        return Optional.empty();
      }
      Summary set =
          new Summary(
              in.readUTF(), in.readUTF(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
      List<Finding> findings = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        FindingKind kind = FindingKind.valueOf(in.readUTF());
        String name = in.readUTF();
        SourceFile file = new SourceFile(name, texts.byPath().getOrDefault(name, ""));
        Position position = new Position(in.readInt(), in.readInt());
        findings.add(new Finding(kind, new Diagnostic(file, position, in.readUTF(), in.readUTF())));
      }
      return Optional.of(new Validated(new Validation(findings), Optional.of(set)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
