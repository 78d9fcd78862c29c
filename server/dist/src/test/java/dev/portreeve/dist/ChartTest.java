package dev.portreeve.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, rendered by Helm and read as the types that Kubernetes publishes. */
class ChartTest {
  private static final Path DIST = Repository.root().resolve("server/dist");
  private static final Path CHART = DIST.resolve("chart");

  @ParameterizedTest
  @ValueSource(strings = {"deployment", "sidecar"})
  void manifest_ofEachMode_isTheChartRendered(String mode) {
    Golden.check(DIST.resolve("manifests/" + mode + ".yaml"), render(mode));
  }

  @Test
  void deployment_objects_areWhatAClusterNeeds() {
    Set<String> kinds =
        Manifest.of(render("deployment")).all().stream()
            .map(object -> object.getKind())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "Deployment",
            "Service",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "NetworkPolicy"),
        kinds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployment", "sidecar"})
  void pod_ofEachMode_isConfinedAndFreeOfServiceLinks(String mode) {
    PodSpec pod = pod(mode);
    assertFalse(pod.getEnableServiceLinks());
    assertFalse(pod.getAutomountServiceAccountToken());
    Container server = server(pod);
    assertTrue(server.getSecurityContext().getReadOnlyRootFilesystem());
    assertTrue(server.getSecurityContext().getRunAsNonRoot());
    assertFalse(server.getSecurityContext().getAllowPrivilegeEscalation());
    assertEquals(List.of("ALL"), server.getSecurityContext().getCapabilities().getDrop());
    assertEquals("/readyz", server.getReadinessProbe().getHttpGet().getPath());
    assertEquals("/livez", server.getLivenessProbe().getHttpGet().getPath());
  }

  @Test
  void sidecar_listens_onLoopbackAlone() {
    Container server = server(pod("sidecar"));
    int listen = server.getArgs().indexOf("--listen");
    assertEquals("127.0.0.1:8080", server.getArgs().get(listen + 1));
    assertEquals(
        List.of("management"), server.getPorts().stream().map(port -> port.getName()).toList());
  }

  @Test
  void sidecar_policies_comeBackAsTheFilesOfTheSet() {
    Manifest manifest = Manifest.of(render("sidecar"));
    ConfigMap policies = manifest.one(ConfigMap.class);
    Set<String> paths =
        manifest.one(Deployment.class).getSpec().getTemplate().getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("policies"))
            .flatMap(volume -> volume.getConfigMap().getItems().stream())
            .filter(item -> policies.getData().containsKey(item.getKey()))
            .map(item -> item.getPath())
            .collect(Collectors.toSet());
    assertEquals(Set.of("schema.yaml", "messages.yaml", "actions/order.place.yaml"), paths);
  }

  @Test
  void deployment_withoutTlsOrCredentials_isNotRendered() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> new Helm(CHART).template().withName("shop").call());
    assertTrue(refused.getMessage().contains("tls.secretName is empty"), refused.getMessage());
  }

  private static String render(String mode) {
    return new Helm(CHART)
        .template()
        .withName("shop")
        .withValuesFile(CHART.resolve("examples/" + mode + ".yaml"))
        .call();
  }

  private static PodSpec pod(String mode) {
    return Manifest.of(render(mode)).one(Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container server(PodSpec pod) {
    return pod.getContainers().stream()
        .filter(container -> container.getName().equals("portreeve"))
        .findFirst()
        .orElseThrow();
  }
}
