package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.spring.AuthenticatedSubjects;
import dev.portreeve.client.spring.DecisionPointWrapper;
import dev.portreeve.client.spring.FactProvider;
import dev.portreeve.client.spring.HttpClientCustomizer;
import dev.portreeve.client.spring.Pdp;
import dev.portreeve.client.spring.SubjectMapper;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** The decision point, the bean {@code pdp}, and {@code @PreAuthorize}. */
@AutoConfiguration
@EnableConfigurationProperties(PortreeveProperties.class)
public class PortreeveAutoConfiguration {
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  DecisionPoint decisionPoint(
      PortreeveProperties properties,
      ObjectProvider<ObligationHandlers> obligations,
      ObjectProvider<HttpClientCustomizer> customizers,
      SslBundles bundles,
      ObjectProvider<DecisionPointWrapper> wrappers) {
    ObligationHandlers handlers = obligations.getIfAvailable(ObligationHandlers::none);
    Path policies = properties.policies();
    DecisionPoint point =
        policies == null
            ? DecisionPoints.http(properties, handlers, bundles, customizers.orderedStream())
            : DecisionPoints.inProcess(properties, policies, handlers);
    for (DecisionPointWrapper wrapper : wrappers.orderedStream().toList()) {
      point = wrapper.apply(point);
    }
    return point;
  }

  @Bean
  @ConditionalOnMissingBean
  SubjectMapper subjectMapper(PortreeveProperties properties) {
    return new AuthenticatedSubjects(
        properties.subject().type(), properties.subject().authoritiesFact());
  }

  @Bean
  @ConditionalOnMissingBean
  Pdp pdp(DecisionPoint decisions, SubjectMapper subjects, ObjectProvider<FactProvider> facts) {
    return new Pdp(decisions, subjects, facts.orderedStream().toList());
  }

  /** Unless the service has enabled it with options of its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(name = "preAuthorizeAuthorizationMethodInterceptor")
  @EnableMethodSecurity
  static class MethodChecks {}
}
