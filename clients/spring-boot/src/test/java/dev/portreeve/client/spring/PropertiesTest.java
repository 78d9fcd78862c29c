package dev.portreeve.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.client.spring.autoconfigure.PortreeveAutoConfiguration;
import dev.portreeve.engine.testing.Repository;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a service may write into its properties. */
class PropertiesTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(PortreeveAutoConfiguration.class, SslAutoConfiguration.class));

  private void fails(String message, String... properties) {
    service
        .withPropertyValues(properties)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(message));
  }

  @Test
  void start_noAddress_saysWhatToWrite() {
    fails("portreeve.addresses is missing: write portreeve.addresses=http://HOST:PORT");
  }

  @Test
  void start_addressThatIsNone_saysWhatToWrite() {
    fails("`localhost:8080` is no address", "portreeve.addresses=localhost:8080");
  }

  @Test
  void start_bothWays_isRefused() {
    fails("exclude each other", "portreeve.addresses=http://a", "portreeve.policies=b");
  }

  @Test
  void start_unknownBundle_namesIt() {
    fails("nowhere", "portreeve.addresses=https://a", "portreeve.ssl-bundle=nowhere");
  }

  @Test
  void start_policies_decidesInProcess() {
    service
        .withPropertyValues("portreeve.policies=" + Repository.set("postman"))
        .run(
            context -> {
              Check check =
                  Check.of(
                      Subject.of("user", "eve").with("workspace_role", "editor"),
                      Action.of("collection.export"),
                      Resource.of("collection", "c1").with("team", "acme"));
              assertThat(context.getBean(DecisionPoint.class).check(check).reason())
                  .isEqualTo("export_blocked_by_org");
            });
  }
}
