package dev.portreeve.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A check as it is written on a command line. */
final class RequestFlags {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--subject", paramLabel = "TYPE:ID", description = "Who asks.")
  private Optional<String> subject = Optional.empty();

  @Option(names = "--action", paramLabel = "NAME", description = "What is to be done.")
  private Optional<String> action = Optional.empty();

  @Option(names = "--resource", paramLabel = "TYPE:ID", description = "What it is to be done to.")
  private Optional<String> resource = Optional.empty();

  @Option(
      names = {"-s", "--subject-property"},
      paramLabel = "NAME=VALUE",
      description = "A fact of the subject.")
  private Map<String, String> subjectProperties = new LinkedHashMap<>();

  @Option(
      names = {"-a", "--action-property"},
      paramLabel = "NAME=VALUE",
      description = "A fact of the action.")
  private Map<String, String> actionProperties = new LinkedHashMap<>();

  @Option(
      names = {"-p", "--resource-property"},
      paramLabel = "NAME=VALUE",
      description = "A fact of the resource.")
  private Map<String, String> resourceProperties = new LinkedHashMap<>();

  @Option(
      names = {"-c", "--context"},
      paramLabel = "NAME=VALUE",
      description = "A fact of the moment.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The AuthZEN request as JSON; - reads standard input. Flags count before it.")
  private Optional<String> request = Optional.empty();

  /** The AuthZEN request. */
  JsonObject json() {
    return json(Optional.empty());
  }

  /**
   * The AuthZEN request of a search.
   *
   * @param open what it leaves open: of a subject or resource that is, the type is enough
   */
  JsonObject json(Sought open) {
    return json(Optional.of(open));
  }

  private JsonObject json(Optional<Sought> open) {
    CheckRequestBuilder question;
    try {
      question =
          new CheckRequestBuilder(request.isPresent() ? read(request.get()) : new JsonObject());
    } catch (IOException | DecodeException e) {
      throw usage("`" + request.orElse("") + "` cannot be read: " + e.getMessage());
    }
    question.entity(
        "subject",
        subject.map(one -> party(one, open, Sought.subject)).orElse(Map.of()),
        subjectProperties);
    question.entity(
        "action", action.map(name -> Map.of("name", name)).orElse(Map.of()), actionProperties);
    question.entity(
        "resource",
        resource.map(one -> party(one, open, Sought.resource)).orElse(Map.of()),
        resourceProperties);
    question.context(context);
    return question.json();
  }

  private Map<String, String> party(String value, Optional<Sought> open, Sought kind) {
    return open.equals(Optional.of(kind)) && value.indexOf(':') < 0 && !value.isEmpty()
        ? Map.of("type", value)
        : typed(value);
  }

  private Map<String, String> typed(String value) {
    int colon = value.indexOf(':');
    if (colon <= 0 || colon == value.length() - 1) {
      throw usage("`" + value + "` is not of the form TYPE:ID");
    }
    return Map.of("type", value.substring(0, colon), "id", value.substring(colon + 1));
  }

  private static JsonObject read(String file) throws IOException {
    return new JsonObject(
        file.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Path.of(file)));
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
