package dev.portreeve.cli;

import dev.portreeve.engine.schema.Entity;

/** What a search is for, as it is written on a command line. */
enum Sought {
  subject(Entity.SUBJECT),
  resource(Entity.RESOURCE),
  action(Entity.ACTION);

  private final Entity entity;

  Sought(Entity entity) {
    this.entity = entity;
  }

  Entity entity() {
    return entity;
  }

  /** Where a server answers such searches. */
  String path() {
    return "/access/v1/search/" + name();
  }
}
