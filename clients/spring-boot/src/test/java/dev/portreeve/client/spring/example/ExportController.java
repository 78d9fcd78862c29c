package dev.portreeve.client.spring.example;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {
  @GetMapping("/teams/{team}/collections/{id}/export")
  @PreAuthorize("@pdp.can('collection.export', 'collection', #id, {team: #team})")
  String export(@PathVariable String team, @PathVariable String id) {
    return "the collection " + id;
  }
}
