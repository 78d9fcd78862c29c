package dev.portreeve.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.spring.example.ExampleService;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The example with a server that answers and then is gone. */
@SpringBootTest(
    classes = ExampleService.class,
    properties = {
      "portreeve.deadline=30s",
      "management.endpoint.health.show-details=always",
    })
@AutoConfigureMockMvc
@WithMockUser("eve")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StarterTest {
  private static final RunningServer SERVER = RunningServer.of(Repository.set("postman"));

  @Autowired private MockMvcTester mvc;
  @Autowired private MeterRegistry meters;

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry properties) {
    properties.add("portreeve.addresses", () -> "http://" + SERVER.address());
  }

  private long counted(String result) {
    var timer = meters.find("portreeve.client.checks").tag("result", result).timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  @Order(1)
  void health_serverThatAnswers_isUpWithItsVersion() {
    assertThat(mvc.get().uri("/actuator/health/portreeve"))
        .hasStatusOk()
        .bodyJson()
        .hasPath("$.details.policyVersion");
    assertThat(mvc.get().uri("/actuator/health")).hasStatusOk();
    assertThat(counted("deny")).as("asked once, then known").isEqualTo(1);
  }

  @Test
  @Order(2)
  void export_blockedByTheTeam_is403WithTheReasonOfThePolicy() {
    assertThat(mvc.get().uri("/teams/acme/collections/c1/export"))
        .hasStatus(403)
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"status": 403, "reason": "export_blocked_by_org",
             "detail": "Exporting has been turned off by your organization."}
            """);
  }

  @Test
  @Order(2)
  void export_teamThatAllowsIt_isServedAndTimed() {
    long before = counted("permit");

    assertThat(mvc.get().uri("/teams/birch/collections/c1/export"))
        .hasStatusOk()
        .hasBodyTextEqualTo("the collection c1");
    assertThat(counted("permit")).isEqualTo(before + 1);
  }

  @Test
  @Order(2)
  void delete_checkedByItsPath_reachesTheControllersOnlyWithAPermit() {
    assertThat(mvc.delete().uri("/teams/acme/collections/c1")).hasStatus(404);
    assertThat(mvc.delete().uri("/teams/nowhere/collections/c1"))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.reason")
        .isEqualTo("unknown_team");
  }

  @Test
  @Order(3)
  void everything_serverGone_is503AndDown() {
    SERVER.close();

    assertThat(mvc.get().uri("/teams/birch/collections/c1/export"))
        .hasStatus(503)
        .hasContentType("application/problem+json");
    assertThat(mvc.delete().uri("/teams/acme/collections/c1")).hasStatus(503);
    assertThat(mvc.get().uri("/actuator/health")).hasStatus(503);
    assertThat(counted("unreachable")).isGreaterThanOrEqualTo(3);
  }
}
