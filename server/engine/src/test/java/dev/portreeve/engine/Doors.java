package dev.portreeve.engine;

import dev.portreeve.engine.testing.TestSet;

/**
 * A set about doors with facts from everywhere: from callers, the directory, the team and its
 * settings, with defaults and without.
 */
final class Doors {
  static final TestSet SET =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject:
                types: [user]
                properties:
                  keys: {type: array, items: {type: string}, directory: fill}
                  groups: {type: array, items: {type: string}, directory: fill, default: [all]}
                  role: {type: string, enum: [porter, guest]}
              action:
                properties:
                  tool:
                    type: object
                    properties: {kind: {type: string}, size: {type: integer, default: 3}}
                  tools:
                    type: array
                    items: {type: object, properties: {kind: {type: string}}}
              resource:
                properties:
                  team: {type: string}
                  locked: {type: boolean}
                  open: {type: boolean}
                  width: {type: integer}
                  name: {type: string}
                  tags: {type: array, items: {type: string}, default: [a, b]}
              context:
                properties:
                  time: {type: string, format: date-time, default: now}
                  built: {type: string, format: date-time}
                  things: {type: array, items: {}, default: [1, "@x"]}
              team_attributes:
                plan: {type: string, enum: [free, paid]}
                nickname: {type: string, default: none}
              settings:
                alarm: {type: boolean, default: false, plans: [paid]}
                limit: {type: integer}
                visitors:
                  type: object
                  properties: {mode: {type: string, default: all}, host: {type: string}}
              actions: {door.open: {resource: [door]}}
              """)
          .with(
              "definitions.yaml",
              """
              definitions:
                - name: holds
                  params: [{name: key, type: string}]
                  type: bool
                  expression: key in subject.keys
                - name: ignores
                  params: [{name: unused, type: bool}]
                  type: bool
                  expression: "true"
                - name: is_locked
                  type: bool
                  expression: resource.locked
              """);

  private Doors() {}
}
