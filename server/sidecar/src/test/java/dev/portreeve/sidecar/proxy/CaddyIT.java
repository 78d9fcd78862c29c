package dev.portreeve.sidecar.proxy;

import dev.portreeve.source.testing.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class CaddyIT extends ProxyContract {
  @Override
  RealProxy start(Path dir, int sidecarPort, int upstreamPort, Map<String, String> changes) {
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
        upstreamPort,
        changes);
  }

  @Override
  Promise promise() {
    return new Promise("caddy", 502, 504, 2);
  }
}
