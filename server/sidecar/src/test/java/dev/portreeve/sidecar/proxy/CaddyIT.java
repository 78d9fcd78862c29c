package dev.portreeve.sidecar.proxy;

import dev.portreeve.source.testing.Programs;
import java.nio.file.Path;
import java.util.List;

class CaddyIT extends ProxyContract {
  @Override
  RealProxy start(Path dir, int sidecarPort, int upstreamPort) {
    String program = Programs.ofThisMachine().require("caddy").toString();
    return RealProxy.start(
        "caddy",
        List.of(
            program,
            "run",
            "--adapter",
            "caddyfile",
            "--config",
            dir.resolve("Caddyfile").toString()),
        dir,
        sidecarPort,
        upstreamPort);
  }

  @Override
  Promise promise() {
    return new Promise("caddy", 502, 504, 2);
  }
}
