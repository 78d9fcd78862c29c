package dev.portreeve.sidecar.identity;

import dev.portreeve.sidecar.config.IdentityConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Fetches a JSON Web Key Set from a file or a URL, never on an event loop. */
final class JwksDocument {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private JwksDocument() {}

  static Supplier<CompletableFuture<String>> of(IdentityConfig.Token token) {
    return token.remote() ? remote(URI.create(token.keys())) : file(Path.of(token.keys()));
  }

  private static Supplier<CompletableFuture<String>> file(Path path) {
    return () ->
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(path);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static Supplier<CompletableFuture<String>> remote(URI uri) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json").build();
    return () ->
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .thenApply(
                response -> {
                  if (response.statusCode() != OK) {
                    throw new IllegalStateException("status " + response.statusCode());
                  }
                  return response.body();
                });
  }
}
