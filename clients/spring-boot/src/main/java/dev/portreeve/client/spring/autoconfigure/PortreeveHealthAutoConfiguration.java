package dev.portreeve.client.spring.autoconfigure;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.spring.DecisionPointWrapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The part {@code portreeve} of the service's health. */
@AutoConfiguration(before = PortreeveAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("portreeve")
public class PortreeveHealthAutoConfiguration {
  @Bean
  AnswerWatch portreeveAnswerWatch() {
    return new AnswerWatch(System::nanoTime);
  }

  @Bean
  DecisionPointWrapper portreeveWatching(AnswerWatch watch) {
    return watch::watching;
  }

  @Bean
  @ConditionalOnMissingBean(name = "portreeveHealthIndicator")
  HealthIndicator portreeveHealthIndicator(AnswerWatch watch, DecisionPoint decisions) {
    return new DecisionPointHealth(watch, decisions);
  }
}
