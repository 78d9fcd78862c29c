package dev.portreeve.client.spring.typed;

import dev.portreeve.client.spring.Pdp;
import dev.portreeve.client.spring.typed.postman.Access;
import dev.portreeve.client.spring.typed.postman.ActionKind;
import dev.portreeve.client.spring.typed.postman.SubjectType;
import dev.portreeve.client.spring.typed.postman.WorkspaceCreate;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorkspaceController {
  private final Pdp pdp;

  WorkspaceController(Pdp pdp) {
    this.pdp = pdp;
  }

  /** The roles stand for what the service knows of its users. */
  @PutMapping("/teams/{team}/workspaces/{id}")
  String create(@PathVariable String team, @PathVariable String id, Authentication user) {
    pdp.require(
        WorkspaceCreate.of(SubjectType.USER, user.getName(), id, team, ActionKind.INTERNAL)
            .subjectTeamRoles(List.of(user.getName().equals("ana") ? "developer" : "guest"))
            .resourceAccess(Access.ONLY_YOU_AND_INVITED)
            .check());
    return "the workspace " + id;
  }
}
