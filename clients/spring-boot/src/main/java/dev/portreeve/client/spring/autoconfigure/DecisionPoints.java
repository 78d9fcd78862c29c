package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.http.HttpDecisionPointBuilder;
import dev.portreeve.client.inprocess.InProcessDecisionPoint;
import dev.portreeve.client.spring.HttpClientCustomizer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.ClassUtils;

/** Makes the decision point that the properties describe. */
final class DecisionPoints {
  private static final String IN_PROCESS = "dev.portreeve.client.inprocess.InProcessDecisionPoint";

  private DecisionPoints() {}

  static DecisionPoint inProcess(
      PortreeveProperties properties, Path policies, ObligationHandlers handlers) {
    if (!properties.addresses().isEmpty()) {
      throw new IllegalArgumentException(
          "portreeve.policies and portreeve.addresses exclude each other: remove one of them");
    }
    if (!ClassUtils.isPresent(IN_PROCESS, DecisionPoints.class.getClassLoader())) {
      throw new IllegalArgumentException(
          "portreeve.policies needs the artifact dev.portreeve:portreeve-client-inprocess on the"
              + " class path");
    }
    return InProcess.open(properties, policies, handlers);
  }

  /** Loaded only where its library is there. */
  private static final class InProcess {
    static DecisionPoint open(
        PortreeveProperties properties, Path policies, ObligationHandlers handlers) {
      var options = InProcessDecisionPoint.builder(policies).obligations(handlers);
      Path teams = properties.teams();
      if (teams != null) {
        options.teams(teams);
      }
      return options.open();
    }
  }

  static DecisionPoint http(
      PortreeveProperties properties,
      ObligationHandlers handlers,
      SslBundles bundles,
      Stream<HttpClientCustomizer> customizers) {
    if (properties.addresses().isEmpty()) {
      throw new IllegalArgumentException(
          "portreeve.addresses is missing: write portreeve.addresses=http://HOST:PORT or"
              + " unix:/path, or portreeve.policies=DIR to decide in this process");
    }
    HttpDecisionPointBuilder client =
        HttpDecisionPoint.builder()
            .deadline(properties.deadline())
            .attempts(properties.attempts())
            .obligations(handlers);
    properties.addresses().forEach(client::address);
    if (properties.apiKey() != null) {
      client.apiKey(properties.apiKey());
    }
    if (properties.sslBundle() != null) {
      client.tls(bundles.getBundle(properties.sslBundle()).createSslContext());
    }
    if (properties.cachePermits() != null) {
      client.cachePermits(properties.cachePermits());
    }
    customizers.forEach(customizer -> customizer.accept(client));
    return client.build();
  }
}
