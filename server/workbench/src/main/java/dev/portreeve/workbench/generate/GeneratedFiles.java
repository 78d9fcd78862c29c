package dev.portreeve.workbench.generate;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.output.JsonOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;

/**
 * What a policy set is made into for callers: texts by the paths of their files, always the same.
 */
public final class GeneratedFiles {
  /** Stands near the beginning of every file that was made here, and so may be replaced. */
  public static final String MARK = "Made by `portreeve generate`: what is changed here is lost.";

  /** What can be made. */
  public enum Target {
    JAVA,
    TYPESCRIPT,
    OPENAPI,
    JSONSCHEMA
  }

  private GeneratedFiles() {}

  /**
   * The files of a set.
   *
   * @param packageName of Java; see {@link #isPackage}
   */
  public static Map<String, String> of(Snapshot snapshot, Target target, String packageName) {
    return switch (target) {
      case JAVA -> JavaRequests.of(snapshot, packageName);
      case TYPESCRIPT -> Map.of("requests.ts", TypescriptRequests.of(snapshot));
      case OPENAPI -> Map.of("openapi.json", JsonOutput.of(OpenApiDocument.of(snapshot)));
      case JSONSCHEMA -> schemas(snapshot);
    };
  }

  private static Map<String, String> schemas(Snapshot snapshot) {
    Map<String, String> files = new TreeMap<>();
    for (RequestShape shape : RequestShape.of(snapshot)) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("$comment", MARK);
      document.putAll(RequestSchemas.document(snapshot.schema(), shape));
      files.put(shape.action().name() + ".json", JsonOutput.of(document));
    }
    return files;
  }

  /** The package that a set's requests have unless one is given. */
  public static String usualPackage(Snapshot snapshot) {
    return "portreeve." + Names.lower(snapshot.schema().name()).toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether a text names a package of Java. */
  public static boolean isPackage(String name) {
    return SourceVersion.isName(name, SourceVersion.RELEASE_17);
  }
}
