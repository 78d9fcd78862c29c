import io.github.kkakui.azc.api.AuthorizationRequest;
import io.github.kkakui.azc.api.AuthorizationResponse;
import io.github.kkakui.azc.api.AuthzClient;
import io.github.kkakui.azc.config.DefaultAuthzClientConfig;
import io.github.kkakui.azc.exception.AuthorizationException;
import io.github.kkakui.azc.model.Action;
import io.github.kkakui.azc.model.Resource;
import io.github.kkakui.azc.model.Subject;
import io.github.kkakui.azc.transport.http.SimpleHttpClient;

/** Asks a server of policies/authzen by azc; exits 1 when an answer is not the one expected. */
final class Azc {
  private final AuthzClient client;

  private Azc(String server, String key) {
    client =
        new AuthzClient(
            DefaultAuthzClientConfig.builder()
                .endpoint(server + "/access/v1/evaluation")
                .apiKey(key)
                .build(),
            new SimpleHttpClient());
  }

  public static void main(String[] arguments) throws AuthorizationException {
    Azc azc = new Azc(arguments[0], arguments[1]);
    azc.expect("alice", "read", "record-1", true);
    azc.expect("alice", "write", "record-1", true);
    azc.expect("alice", "write", "record-2", false);
    azc.expect("mallory", "read", "record-1", false);
    try {
      new Azc(arguments[0], "azc.wrong").expect("alice", "read", "record-1", true);
      throw new IllegalStateException("a wrong key was taken");
    } catch (AuthorizationException expected) {
      System.out.println("a wrong key: " + expected.getMessage());
    }
  }

  private void expect(String user, String action, String record, boolean allowed)
      throws AuthorizationException {
    AuthorizationResponse answer =
        client.authorize(
            new AuthorizationRequest.Builder()
                .subject(new Subject.Builder().type("user").id(user).build())
                .action(new Action.Builder().name(action).build())
                .resource(new Resource.Builder().type("record").id(record).build())
                .build());
    String told = user + " " + action + " " + record + ": " + answer.isAllowed();
    System.out.println(told + " " + answer.getContext());
    if (answer.isAllowed() != allowed) {
      throw new IllegalStateException(told);
    }
  }
}
