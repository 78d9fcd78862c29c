package dev.portreeve.client.spring.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.junit.TestDecisionPoint;
import dev.portreeve.client.spring.test.WithTestDecisionPoint;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(ExportController.class)
@WithTestDecisionPoint
@WithMockUser("eve")
class ExportControllerTest {
  @Autowired MockMvcTester mvc;
  @Autowired TestDecisionPoint pdp;

  @Test
  void export_blockedByTheTeam_isForbidden() {
    pdp.when("collection.export", "eve").deny("export_blocked_by_org");

    assertThat(mvc.get().uri("/teams/acme/collections/c1/export")).hasStatus(403);
  }
}
