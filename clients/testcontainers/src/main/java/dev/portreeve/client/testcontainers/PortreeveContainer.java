package dev.portreeve.client.testcontainers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Portreeve server in a container, which decides by a policy set of the test.
 *
 * <pre>{@code
 * @Container
 * static final PortreeveContainer PDP =
 *     new PortreeveContainer("portreeve:0.1.0").withPolicies(Path.of("policies/shop"));
 * }</pre>
 *
 * Everybody who reaches its ports may ask it, without a credential and without TLS.
 */
public class PortreeveContainer extends GenericContainer<PortreeveContainer> {
  /** Where checks are answered, over HTTP and gRPC, inside the container. */
  public static final int PORT = 8080;

  /** Where probes and metrics are answered, inside the container. */
  public static final int MANAGEMENT_PORT = 9091;

  private static final String POLICIES = "/policies";
  private static final String READY = "/readyz";

  private final List<String> options = new ArrayList<>();

  /**
   * @param image the image as the container engine knows it: {@code portreeve:0.1.0} after {@code
   *     podman load} or {@code docker load}, or its name in a registry
   */
  public PortreeveContainer(String image) {
    this(DockerImageName.parse(image));
  }

  /**
   * @param image the image as the container engine knows it
   */
  public PortreeveContainer(DockerImageName image) {
    super(image);
    withExposedPorts(PORT, MANAGEMENT_PORT);
    waitingFor(Wait.forHttp(READY).forPort(MANAGEMENT_PORT));
    // A container's own loopback is reached by nobody else, and other addresses want this said.
    withOptions(
        "--listen=0.0.0.0:" + PORT,
        "--management=0.0.0.0:" + MANAGEMENT_PORT,
        "--insecure-no-auth",
        "--insecure-no-tls");
  }

  /**
   * Decides by a copy of this policy set, with the teams in its folder {@code teams}. Without it by
   * the set in the image.
   *
   * @throws IllegalArgumentException when it is no directory
   */
  public PortreeveContainer withPolicies(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "`" + directory + "` is not a directory: name that of a policy set");
    }
    withCopyFileToContainer(MountableFile.forHostPath(directory), POLICIES);
    return withOptions("--policies=" + POLICIES);
  }

  /** Starts the server with more options: {@code "--unknown-facts=refuse"}. */
  public PortreeveContainer withOptions(String... more) {
    options.addAll(List.of(more));
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(options);
    return withCommand(command.toArray(String[]::new));
  }

  /** Where it answers checks, as an address of the clients: {@code http://localhost:32768}. */
  public String address() {
    return "http://" + getHost() + ":" + getMappedPort(PORT);
  }

  /** Where it answers {@code /readyz} and {@code /metrics}: {@code http://localhost:32769}. */
  public String managementAddress() {
    return "http://" + getHost() + ":" + getMappedPort(MANAGEMENT_PORT);
  }
}
