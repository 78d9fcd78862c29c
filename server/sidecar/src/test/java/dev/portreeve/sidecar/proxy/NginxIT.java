package dev.portreeve.sidecar.proxy;

import dev.portreeve.source.testing.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class NginxIT extends ProxyContract {
  @Override
  RealProxy start(Path dir, int sidecarPort, int upstreamPort, Map<String, String> changes) {
    String program = Programs.ofThisMachine().require("nginx").toString();
    return RealProxy.start(
        "nginx",
        List.of(
            program,
            "-p",
            dir.toString(),
            "-g",
            "user root;",
            "-c",
            dir.resolve("nginx.conf").toString()),
        dir,
        sidecarPort,
        upstreamPort,
        changes);
  }

  @Override
  Promise promise() {
    return new Promise("nginx", 500, 500, 2);
  }
}
