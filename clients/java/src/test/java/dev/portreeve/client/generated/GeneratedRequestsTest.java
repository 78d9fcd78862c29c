package dev.portreeve.client.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.workbench.generate.GeneratedFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java of a set's requests: it compiles without a warning and asks what the set knows. */
class GeneratedRequestsTest {
  @TempDir private Path scratch;

  private static Map<String, String> java(Map<String, String> set, String packageName) {
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(set));
    LoadResult.Loaded loaded = assertInstanceOf(LoadResult.Loaded.class, result, result::toString);
    return GeneratedFiles.of(loaded.snapshot(), GeneratedFiles.Target.JAVA, packageName);
  }

  /** Compiles sources with every warning as an error; where the classes are. */
  private Path compile(Map<String, String> sources) throws IOException {
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = scratch.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Writer problems = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      String path = classesOf(Check.class).toString();
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  manager,
                  null,
                  List.of(
                      "-Xlint:all",
                      "-Werror",
                      "-proc:none",
                      "--release",
                      "17",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      path),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertTrue(compiled, problems::toString);
    }
    return classes;
  }

  private static Path classesOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  @Test
  void shippedSet_asksARunningServer() throws IOException, ReflectiveOperationException {
    Path set = Repository.set("postman");
    Map<String, String> sources = new TreeMap<>(java(SetDirectory.read(set), "made.postman"));
    assertEquals(sources, java(SetDirectory.read(set), "made.postman"));
    sources.put("made/postman/Asked.java", ASKED);
    Path classes = compile(sources);
    List<Check> checks;
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Object asked = loader.loadClass("made.postman.Asked").getConstructor().newInstance();
      checks =
          ((List<?>) ((Supplier<?>) asked).get())
              .stream().map(check -> assertInstanceOf(Check.class, check)).toList();
    }
    try (RunningServer server = RunningServer.of(set, Map.of("--unknown-facts", "refuse"));
        DecisionPoint pdp =
            HttpDecisionPoint.builder()
                .address("http://" + server.address())
                .deadline(Duration.ofSeconds(60))
                .build()) {
      List<Decision> decisions = checks.stream().map(pdp::checkOrThrow).toList();
      assertEquals(
          List.of(
              Outcome.PERMIT,
              Outcome.NEEDS_APPROVAL,
              Outcome.PERMIT,
              Outcome.DENY,
              Outcome.PERMIT,
              Outcome.PERMIT,
              Outcome.PERMIT),
          decisions.stream().map(Decision::outcome).toList(),
          decisions::toString);
      assertEquals("public_link", decisions.get(2).reason());
      assertEquals("missing_fact", decisions.get(3).reason());
    }
  }

  private static final String ASKED =
      """
      package made.postman;

      import dev.portreeve.client.Check;
      import java.util.List;
      import java.util.function.Supplier;

      public final class Asked implements Supplier<List<Check>> {
        @Override
        public List<Check> get() {
          return List.of(
              WorkspaceCreate.of(SubjectType.USER, "ana", "w1", "acme", WorkspaceCreateKinds.INTERNAL)
                  .subjectTeamRoles(List.of("developer"))
                  .resourceAccess(Access.ONLY_YOU_AND_INVITED)
                  .check(),
              WorkspaceCreate.of(SubjectType.USER, "ana", "w1", "acme", WorkspaceCreateKinds.PUBLIC)
                  .subjectTeamRoles(List.of("developer"))
                  .check(),
              CollectionView.of(SubjectType.USER, "eve", "c1", WorkspaceKind.PUBLIC).check(),
              WorkspaceCreate.partial(SubjectType.USER, "ana", "w1").check(),
              change(SettingChange.blockCollectionExports(true)),
              change(
                  SettingChange.externalPackages(
                      ExternalPackages.of(ExternalPackagesMode.ALLOW_SELECTED)
                          .allowed(List.of("npm:left-pad@1.3.0")))),
              change(SettingChange.workspaceCreationAddUser("eve")));
        }

        private static Check change(SettingChange change) {
          return SettingsUpdate.of(SubjectType.USER, "ana", "acme", "acme", change)
              .subjectTeamRoles(List.of("admin"))
              .check();
        }

        /** The enum of `resource.kind`, whatever it is called. */
        private static final class WorkspaceCreateKinds {
          private static final ActionKind INTERNAL = ActionKind.INTERNAL;
          private static final ActionKind PUBLIC = ActionKind.PUBLIC;
        }
      }
      """;

  @Test
  void oddNames_ofAnyLegalSchema_compile() throws IOException {
    Map<String, String> set =
        Map.of(
            "schema.yaml",
            ODD_SCHEMA,
            "actions/class.yaml",
            policy("class"),
            "actions/string.yaml",
            policy("string"),
            "actions/a-b.c.yaml",
            policy("a-b.c"),
            "actions/a.b_c.yaml",
            policy("a.b_c"));
    Map<String, String> sources = java(set, "made.odd");
    compile(sources);
    String all = String.join("\n", sources.values());
    assertTrue(all.contains("\"not-a name\""), all);
    assertTrue(all.contains("\"quo\\\"te\""), all);
  }

  private static String policy(String name) {
    return "name: " + name + "\nrule:\n  match:\n    - output: permit()\n";
  }

  private static final String ODD_SCHEMA =
      """
      name: odd
      subject:
        types: [user, User]
        properties:
          class: {type: boolean, default: false, description: 'ends */ here, {@link x} <b> \\u002a/'}
          get_class: {type: string}
          getClass: {type: integer}
          '1st': {type: number}
          'not-a name': {type: string, enum: [A, a, a-, '1', 'quo"te', '', class]}
          when: {type: string, format: date-time}
      resource:
        properties:
          class: {type: array, items: {type: string, enum: [x, y]}}
          members: {type: object, properties: {members: {type: string}, of: {type: array, items: {type: object, properties: {wire: {type: boolean}}}}}}
          any: {}
          'not-a name': {type: string, enum: [other]}
      actions:
        class: {resource: [thing]}
        string: {}
        a-b.c: {resource: [thing, 'a thing']}
        a.b_c: {action: {check: {type: string}, partial: {type: boolean}}}
      """;
}
