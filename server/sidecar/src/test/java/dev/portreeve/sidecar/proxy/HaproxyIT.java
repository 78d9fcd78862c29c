package dev.portreeve.sidecar.proxy;

import dev.portreeve.source.testing.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class HaproxyIT extends ProxyContract {
  @Override
  RealProxy start(Path dir, int sidecarPort, int upstreamPort, Map<String, String> changes) {
    String program = Programs.ofThisMachine().require("haproxy").toString();
    return RealProxy.start(
        "haproxy",
        List.of(program, "-db", "-f", dir.resolve("haproxy.cfg").toString()),
        dir,
        sidecarPort,
        upstreamPort,
        changes);
  }

  @Override
  Promise promise() {
    return new Promise("haproxy", 503, 503, 2);
  }
}
