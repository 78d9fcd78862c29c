package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.spring.DecisionPointWrapper;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Times what is asked, where the service has a registry of meters. */
@AutoConfiguration(
    before = PortreeveAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class PortreeveMetricsAutoConfiguration {
  @Bean
  DecisionPointWrapper portreeveTiming(MeterRegistry registry) {
    return delegate -> new TimedDecisionPoint(delegate, registry);
  }
}
