package dev.portreeve.client.spring;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.spring.example.ExampleService;
import dev.portreeve.client.testing.GuardedServiceContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class ExampleServiceTest extends GuardedServiceContract {
  private ConfigurableApplicationContext service;

  @Override
  protected URI serve(DecisionPoint pdp) {
    service =
        new SpringApplicationBuilder(ExampleService.class)
            .properties(
                "server.address=127.0.0.1",
                "server.port=0",
                "spring.security.user.name=eve",
                "spring.security.user.password=eve")
            .initializers(
                context ->
                    ((GenericApplicationContext) context)
                        .registerBean(DecisionPoint.class, () -> pdp))
            .run();
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
  }

  @AfterAll
  void stop() {
    service.close();
  }
}
