package dev.portreeve.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.junit.TestDecisionPoint;
import dev.portreeve.client.spring.test.WithTestDecisionPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of each kind of decision in front of a controller, and in an expression. */
@SpringBootTest(properties = {"portreeve.subject.authorities-fact=roles"})
@AutoConfigureMockMvc
@WithTestDecisionPoint
@WithMockUser(username = "eve", roles = "AUDITOR")
class MethodCheckTest {
  @Autowired private MockMvcTester mvc;
  @Autowired private TestDecisionPoint pdp;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Docs.class)
  static class Service {}

  @RestController
  static class Docs {
    @GetMapping("/docs/{id}")
    @PreAuthorize("@pdp.can('doc.read', 'doc', #id)")
    String read(@PathVariable String id) {
      return id;
    }

    @GetMapping("/either/{id}")
    @PreAuthorize("@pdp.can('doc.read', 'doc', #id) or hasRole('AUDITOR')")
    String either(@PathVariable String id) {
      return id;
    }

    @GetMapping("/both/{id}")
    @PreAuthorize("hasRole('AUDITOR') and @pdp.can('doc.read', 'doc', #id)")
    String both(@PathVariable String id) {
      return id;
    }

    @GetMapping("/not/{id}")
    @PreAuthorize("!@pdp.can('doc.read', 'doc', #id)")
    String not(@PathVariable String id) {
      return id;
    }

    @GetMapping("/nothing")
    @PreAuthorize("@pdp.can('doc.read', 'doc', #nothing)")
    String nothing() {
      return "";
    }

    @GetMapping("/auditors")
    @PreAuthorize("hasRole('ADMIN')")
    String admins() {
      return "";
    }
  }

  private MvcTestResult get(String path) {
    return mvc.get().uri(path).exchange();
  }

  @Test
  void read_permitted_isServedAndAskedWithTheRoles() {
    pdp.when("doc.read", "eve").permit();

    assertThat(get("/docs/d1")).hasStatusOk().hasBodyTextEqualTo("d1");
    assertThat(pdp.asked().get(0).subject().properties())
        .isEqualTo(Map.of("roles", List.of("auditor")));
    assertThat(pdp.asked().get(0).resource().id()).isEqualTo("d1");
  }

  @Test
  void read_denied_is403WithTheReason() {
    pdp.when("doc.read")
        .answer(Decision.builder(Outcome.DENY).reason("locked").message("It is locked.").build());

    assertThat(get("/docs/d1"))
        .hasStatus(403)
        .hasContentType("application/problem+json")
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"status": 403, "title": "Forbidden", "detail": "It is locked.",
             "outcome": "deny", "reason": "locked"}
            """);
  }

  @Test
  void read_needsApproval_namesTheApprovers() {
    pdp.when("doc.read")
        .answer(
            Decision.builder(Outcome.NEEDS_APPROVAL)
                .reason("ask")
                .approvers(List.of(new Approver("role", "admin")))
                .build());

    assertThat(get("/docs/d1"))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.approvers[0].role")
        .isEqualTo("admin");
  }

  @Test
  void read_nobodyDecides_is503WithoutTheProblem() {
    pdp.when("doc.read")
        .answer(Decision.failed(Failure.of(Failure.Kind.UNREACHABLE, "10.0.0.7: refused")));

    assertThat(get("/docs/d1"))
        .hasStatus(503)
        .hasHeader("Retry-After", "1")
        .bodyText()
        .doesNotContain("10.0.0.7");
  }

  @Test
  @WithAnonymousUser
  void read_nobodySignedIn_isNotAsked() {
    assertThat(get("/docs/d1")).hasStatus(401);
    pdp.assertNothingAsked();
  }

  @Test
  void expression_combined_countsAsBoolean() {
    pdp.when("doc.read").deny("locked");

    assertThat(get("/either/d1")).hasStatusOk();
    assertThat(get("/both/d1")).hasStatus(403);
    assertThat(get("/not/d1")).hasStatusOk();
  }

  @Test
  void expression_argumentThatIsNotThere_isNeverServed() {
    pdp.when("doc.read").permit();

    assertThat(get("/nothing").getUnresolvedException()).hasStackTraceContaining("-parameters");
    pdp.assertNothingAsked();
  }

  @Test
  void otherDenials_stayAsTheyAre() {
    assertThat(get("/auditors")).hasStatus(403).bodyText().doesNotContain("outcome");
  }
}
