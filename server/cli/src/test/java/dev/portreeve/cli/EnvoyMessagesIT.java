package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jars that the launcher takes hold of Envoy's messages what calls need. */
class EnvoyMessagesIT {
  private static final List<String> MESSAGES =
      List.of(
          "CheckRequest",
          "AttributeContext",
          "AttributeContext$HttpRequest",
          "AttributeContext$Peer",
          "AttributeContext$Request",
          "CheckResponse",
          "DeniedHttpResponse",
          "OkHttpResponse");

  private static Path lib() throws Exception {
    URI classes = Portreeve.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(classes).resolveSibling("lib");
  }

  private static List<Path> jars(Path directory, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, names)) {
      jars.forEach(found::add);
    }
    return found;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void lib_envoyMessages_areWholeAndFew() throws Exception {
    List<Path> envoy = jars(lib(), "envoy-*.jar");
    assertEquals(1, envoy.size(), envoy::toString);
    assertTrue(Files.size(envoy.get(0)) < 4_000_000, envoy::toString);
    URL[] urls = jars(lib(), "*.jar").stream().map(EnvoyMessagesIT::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      String service = "io.envoyproxy.envoy.service.auth.v3.";
      for (String message : MESSAGES) {
        Class<?> type = loader.loadClass(service + message);
        Object empty = type.getMethod("getDefaultInstance").invoke(null);
        // Of the descriptor of all it is made of; a class that is not there is an error.
        Object all = type.getMethod("getAllFields").invoke(empty);
        assertEquals("{}", all.toString());
        assertTrue(fields(type) > 0, message);
      }
    }
  }

  private static int fields(Class<?> message) throws Exception {
    Object descriptor = message.getMethod("getDescriptor").invoke(null);
    List<?> fields = (List<?>) descriptor.getClass().getMethod("getFields").invoke(descriptor);
    return fields.size();
  }
}
