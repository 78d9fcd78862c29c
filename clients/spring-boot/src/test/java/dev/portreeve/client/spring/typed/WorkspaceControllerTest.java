package dev.portreeve.client.spring.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.spring.test.WithTestDecisionPoint;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Decided by the shipped set, which would fail a test that tells it an unknown fact. */
@WebMvcTest(WorkspaceController.class)
@WithTestDecisionPoint(policies = "../../policies/postman")
class WorkspaceControllerTest {
  @Autowired private MockMvcTester mvc;

  @SpringBootApplication
  static class Service {}

  private MvcTestResult create() {
    return mvc.put()
        .uri("/teams/acme/workspaces/w1")
        .with(SecurityMockMvcRequestPostProcessors.csrf())
        .exchange();
  }

  @Test
  @WithMockUser("ana")
  void create_developer_isPermitted() {
    assertThat(create()).hasStatusOk().hasBodyTextEqualTo("the workspace w1");
  }

  @Test
  @WithMockUser("dana")
  void create_guest_is403() {
    assertThat(create()).hasStatus(403);
  }
}
