package dev.portreeve.engine.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesReaderTest {
  /** One route, complete but for what a row says otherwise. */
  private static final String ROUTE = "{path: '/d/{id}', action: door.open, resource: {id: x}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {action: door.open, resource: {id: x}} | 2:5: a route needs a `path`
          {path: /d, resource: {id: x}} | 2:5: a route needs an `action`
          {path: /d, action: door.open} | 2:5: a route needs a `resource` with an `id`
          {path: /d, action: door.opn, resource: {id: x}} | 2:24: unknown action `door.opn`
          {path: /d, action: {speed: slow}, resource: {id: x}} | 2:24: an `action` with facts needs a `name`
          {path: /d, action: door.open, resource: {type: door}} | 2:45: `resource` needs an `id`
          {path: /d, action: door.open, resource: {type: dor, id: x}} | 2:52: unknown type `dor`
          {path: /d, action: door.open, resource: {id: x, flor: 1}} | 2:53: unknown fact `resource.flor`
          {path: /d, action: door.open, resource: {id: x, floor: top}} | 2:60: `resource.floor`: expected an integer, found a string
          {path: '/d/{id}', action: door.open, resource: {id: {path: idd}}} | 2:64: the path has no variable `idd`
          {path: /d, action: door.open, resource: {id: {pth: x}}} | 2:51: unknown key `pth`
          {path: /d, action: door.open, resource: {id: {query: a, header: B}}} | 2:50: a value comes from one of path, query, header, claim, identity, constant
          {path: /d, action: door.open, resource: {id: {identity: name}}} | 2:61: an identity has an `id` and claims
          {path: /d, action: door.open, resource: {id: {header: X_Id}}} | 2:59: `X_Id` is not the name of a header
          {path: /d, action: {name: door.open, push: {query: p}}, resource: {id: x}} | 2:48: `action.push` is a map, which no text can be
          {path: /d, action: door.open, subject: {roles: {query: r}}, resource: {id: x}} | 2:52: `subject.roles` must not be the client's to choose
          {path: /d, action: door.open, subject: {roles: {header: X-Roles}}, resource: {id: x}} | 2:52: `subject.roles` must not be the client's to choose
          {path: '/{t}', action: door.open, resource: {id: x, team: {path: t}}} | 2:63: `resource.team` must not be the client's to choose
          {path: /d, action: door.open, resource: {id: x}, context: {time: {query: t}}} | 2:70: `context.time` must not be the client's to choose
          {path: /d, action: door.open, subject: {signed_in: true}, resource: {id: x}} | 2:45: `subject.signed_in` follows from the verified identity
          {path: /d, action: door.open, subject: {id: ana}, resource: {id: x}} | 2:45: `subject.id` follows from the verified identity
          {path: /d, action: door.open, subject: {type: usr}, resource: {id: x}} | 2:51: unknown type `usr`
          {path: /d, action: door.open, resource: {id: x}, context: {dry_run: true}} | 2:64: unknown fact `context.dry_run`
          {path: /d, action: door.open, resource: {id: {claim: []}}} | 2:58: `claim` names none
          {path: /d, action: door.open, resource: {id: {claim: [a, 1]}}} | 2:62: an element of `claim` must be a string
          {path: /d, action: door.open, resource: {id: {claim: a..b}}} | 2:58: `a..b` is not a path of claims
          {path: /d, action: door.open, resource: {id: {claim: 'https://a.example/team'}}} | 2:58: `https://a.example/team` is not a path of claims
          {path: /d., action: door.open, resource: {id: x}} | 2:12: no request with a segment that ends with a dot is let through
          {path: d, action: door.open, resource: {id: x}} | 2:12: a path begins with `/`
          {path: /d/, action: door.open, resource: {id: x}} | 2:12: leave out the `/` at the end: it does not count
          {path: /a//d, action: door.open, resource: {id: x}} | 2:12: a doubled `/`
          {path: /a/../d, action: door.open, resource: {id: x}} | 2:12: no request with a dot segment is let through
          {path: '/{a}/{a}', action: door.open, resource: {id: x}} | 2:12: the variable `a` stands here twice
          {path: "/{a...}/b", action: door.open, resource: {id: x}} | 2:12: `{a...}` takes the rest of the path, so it comes last
          {path: /a%20b, action: door.open, resource: {id: x}} | 2:12: `a%20b` is neither text without reserved characters nor a variable like `{id}`
          {host: API.example.com, path: /d, action: door.open, resource: {id: x}} | 2:12: `API.example.com` is not a host
          {method: get, path: /d, action: door.open, resource: {id: x}} | 2:14: `get` is not a method
          {method: [], path: /d, action: door.open, resource: {id: x}} | 2:14: `method` names none
          {metod: GET, path: /d, action: door.open, resource: {id: x}} | 2:6: unknown key `metod`
          """)
  void read_oneMistake_isToldWithItsPlace(String route, String problem) {
    assertEquals(
        List.of("routes.yaml:" + problem), RouteSets.problems("routes:\n  - " + route + "\n"));
  }

  @Test
  void read_routeBehindOneThatTakesAll_isTold() {
    String routes = "routes:\n  - " + ROUTE + "\n  - " + ROUTE.replace("/d/{id}", "/d/main") + "\n";
    assertEquals(
        List.of("routes.yaml:3:5: no request reaches this route"), RouteSets.problems(routes));
  }

  @Test
  void read_misspeltFile_suggestsWhatWasMeant() {
    SourceFile file = new SourceFile("routes.yaml", "route: []\ndefault: allow\n");
    List<Diagnostic> problems = new ArrayList<>();
    RoutesReader.read(RouteSets.DOORS.load().schema(), file, problems);
    assertEquals(
        List.of("unknown key `route`", "`default` must be `deny` or `permit`"),
        problems.stream().map(Diagnostic::message).toList());
    assertEquals("did you mean `routes`?", problems.get(0).help());
  }

  @Test
  void read_defaultPermit_isTaken() {
    assertEquals(
        RouteMap.Unmatched.PERMIT, RouteSets.load("default: permit\n").routes().unmatched());
  }
}
