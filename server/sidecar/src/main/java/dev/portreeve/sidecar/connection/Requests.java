package dev.portreeve.sidecar.connection;

/** What requests are, as far as their memory is concerned. */
final class Requests {
  /** How many ticks without a byte make a body one that others need not wait for. */
  static final int QUIET_TICKS = 2;

  private static final String CHECK = "/access/v1/evaluation";
  private static final String PROXY_CHECK = "/check/";
  private static final String GRPC_CHECK = "/portreeve.v1.DecisionService/Check";
  private static final String ENVOY_CHECK = "/envoy.service.auth.v3.Authorization/Check";

  private Requests() {}

  /** The share of a request by its path: single checks have more than anything else. */
  static Budget.Share share(CharSequence target) {
    String path = target.toString();
    return path.equals(CHECK)
            || path.startsWith(PROXY_CHECK)
            || path.equals(GRPC_CHECK)
            || path.equals(ENVOY_CHECK)
        ? Budget.Share.SINGLE
        : Budget.Share.BATCH;
  }
}
