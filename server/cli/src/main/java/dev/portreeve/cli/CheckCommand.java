package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portreeve check}: asks a running server and prints its answer. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Asks a running server and prints its answer.",
    footer = {
      "",
      "Values are JSON where they read as JSON, else text: -p seats=3 -p on=true -p team=acme",
      "Exit status: 0 permitted, 1 not permitted, 2 no answer.",
      "",
      "  portreeve check --subject user:ana --action collection.export \\",
      "      --resource collection:c1 -p team=acme"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--grpc", paramLabel = "ADDR", description = "Ask over gRPC: HOST:PORT.")
  private Optional<String> grpc = Optional.empty();

  @Option(
      names = "--http",
      paramLabel = "ADDR",
      description = "Ask over HTTP: HOST:PORT or its URL. Default: 127.0.0.1:8080.")
  private Optional<String> http = Optional.empty();

  @Option(names = "--subject", paramLabel = "TYPE:ID", description = "Who asks.")
  private Optional<String> subject = Optional.empty();

  @Option(names = "--action", paramLabel = "NAME", description = "What is to be done.")
  private Optional<String> action = Optional.empty();

  @Option(names = "--resource", paramLabel = "TYPE:ID", description = "What it is to be done to.")
  private Optional<String> resource = Optional.empty();

  @Option(names = "--subject-property", paramLabel = "NAME=VALUE", description = "A fact of it.")
  private Map<String, String> subjectProperties = new LinkedHashMap<>();

  @Option(names = "--action-property", paramLabel = "NAME=VALUE", description = "A fact of it.")
  private Map<String, String> actionProperties = new LinkedHashMap<>();

  @Option(
      names = {"-p", "--resource-property"},
      paramLabel = "NAME=VALUE",
      description = "A fact of it.")
  private Map<String, String> resourceProperties = new LinkedHashMap<>();

  @Option(names = "--context", paramLabel = "NAME=VALUE", description = "A fact of the moment.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The AuthZEN request as JSON; - reads standard input. Flags count before it.")
  private Optional<String> request = Optional.empty();

  @Override
  public Integer call() {
    CheckRequestBuilder question;
    try {
      question =
          new CheckRequestBuilder(request.isPresent() ? read(request.get()) : new JsonObject());
    } catch (IOException | DecodeException e) {
      throw usage("`" + request.orElse("") + "` cannot be read: " + e.getMessage());
    }
    question.entity("subject", subject.map(this::typed).orElse(Map.of()), subjectProperties);
    question.entity(
        "action", action.map(name -> Map.of("name", name)).orElse(Map.of()), actionProperties);
    question.entity("resource", resource.map(this::typed).orElse(Map.of()), resourceProperties);
    question.context(context);
    try (DecisionClient asker = asker()) {
      JsonObject answer = asker.ask(question.json());
      spec.commandLine().getOut().println(answer.encodePrettily());
      return Boolean.TRUE.equals(answer.getValue("decision")) ? Exit.OK : Exit.NOT_PERMITTED;
    } catch (NoAnswerException e) {
      spec.commandLine().getErr().println("portreeve: " + e.getMessage());
      return Exit.USAGE;
    }
  }

  private DecisionClient asker() {
    if (grpc.isPresent() && http.isPresent()) {
      throw usage("--grpc and --http cannot both be asked");
    }
    return grpc.isPresent()
        ? new GrpcDecisionClient(address(grpc.get()))
        : new HttpDecisionClient(address(http.orElse("127.0.0.1:8080")));
  }

  private Address address(String text) {
    String bare = text.startsWith("http://") ? text.substring("http://".length()) : text;
    return Address.parse(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare)
        .orElseThrow(() -> usage("`" + text + "` is not an address: write HOST:PORT"));
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
