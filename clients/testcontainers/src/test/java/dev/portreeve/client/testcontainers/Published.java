package dev.portreeve.client.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Ports of this machine in the place of those that a container engine publishes.
 *
 * @param ports by the port inside the container
 */
record Published(Map<Integer, Integer> ports) implements WaitStrategyTarget {
  @Override
  public List<Integer> getExposedPorts() {
    return List.copyOf(ports.keySet());
  }

  @Override
  public String getHost() {
    return "127.0.0.1";
  }

  @Override
  public Integer getMappedPort(int port) {
    return ports.get(port);
  }

  @Override
  public InspectContainerResponse getContainerInfo() {
    return new InspectContainerResponse();
  }
}
