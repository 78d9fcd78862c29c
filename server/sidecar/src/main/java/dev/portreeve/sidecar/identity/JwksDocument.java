package dev.portreeve.sidecar.identity;

import dev.portreeve.sidecar.config.IdentityConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Fetches a JSON Web Key Set from a file or a URL, never on an event loop. */
final class JwksDocument {
  /** How old the keys of a file may be: looking costs nothing. */
  static final Duration FILE_REFRESH = Duration.ofSeconds(10);

  static final Duration URL_REFRESH = Duration.ofMinutes(5);

  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private JwksDocument() {}

  /** The keys that tokens are verified with, not loaded yet. */
  static JwksKeys keys(IdentityConfig.Token token) {
    return token.remote()
        ? new JwksKeys(remote(URI.create(token.keys())), URL_REFRESH, System::nanoTime)
        : new JwksKeys(file(Path.of(token.keys())), FILE_REFRESH, System::nanoTime);
  }

  /** A read that hangs, as on a dead mount, holds one thread and no more. */
  private static Supplier<CompletableFuture<String>> file(Path path) {
    AtomicBoolean reading = new AtomicBoolean();
    return () -> {
      CompletableFuture<String> text = new CompletableFuture<>();
      if (!reading.compareAndSet(false, true)) {
        text.completeExceptionally(new IOException("the last read still hangs"));
        return text;
      }
      Thread reader =
          new Thread(
              () -> {
                try {
                  String now = read(path);
                  reading.set(false);
                  text.complete(now);
                } catch (IOException | RuntimeException e) {
                  reading.set(false);
                  text.completeExceptionally(e);
                }
              },
              "jwt-keys");
      reader.setDaemon(true);
      reader.start();
      return text;
    };
  }

  private static String read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("`" + path + "` is not a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return bounded(in);
    }
  }

  private static String bounded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("longer than " + MAX_BYTES + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The deadline is for all of it: the client's own ends with the headers. */
  private static Supplier<CompletableFuture<String>> remote(URI uri) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(JwksKeys.DEADLINE).build();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(JwksKeys.DEADLINE)
            .header("Accept", "application/json")
            .build();
    return () -> {
      CompletableFuture<HttpResponse<byte[]>> exchange =
          client.sendAsync(request, response -> new BoundedBody(MAX_BYTES));
      CompletableFuture<String> text =
          exchange
              .thenApply(JwksDocument::body)
              .orTimeout(JwksKeys.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      CompletableFuture<?> unused =
          text.whenComplete((done, failure) -> exchange.cancel(failure != null));
      return text;
    };
  }

  private static String body(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      throw new UncheckedIOException(new IOException("status " + response.statusCode()));
    }
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
