package dev.portreeve.sidecar.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;

/** What is sent comes from: the resource of all signals. */
public final class OtlpResource {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private OtlpResource() {}

  /** This server. */
  public static Resource server() {
    return Resource.getDefault().toBuilder().put(SERVICE, "portreeve").build();
  }
}
