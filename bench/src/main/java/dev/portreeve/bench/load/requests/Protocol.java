package dev.portreeve.bench.load.requests;

/** How a check travels. */
public enum Protocol {
  HTTP,
  GRPC;

  /** As tables call it. */
  public String label() {
    return this == HTTP ? "HTTP" : "gRPC";
  }
}
