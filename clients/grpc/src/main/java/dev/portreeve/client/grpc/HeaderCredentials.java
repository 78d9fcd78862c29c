package dev.portreeve.client.grpc;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import java.util.concurrent.Executor;

/** Says by a header which service asks, over connections with and without TLS. */
final class HeaderCredentials extends CallCredentials {
  static final CallCredentials NONE = new HeaderCredentials(new Metadata());

  private final Metadata headers;

  private HeaderCredentials(Metadata headers) {
    this.headers = headers;
  }

  static CallCredentials of(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("the credential holds what no header may hold");
    }
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    return new HeaderCredentials(headers);
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    applier.apply(headers);
  }
}
