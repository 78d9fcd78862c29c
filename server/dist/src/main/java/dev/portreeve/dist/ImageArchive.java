package dev.portreeve.dist;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packs a root file system as an OCI image, without a daemon and without a base image: {@code
 * ImageArchive ROOT VERSION TIME ARCHITECTURE ARCHIVE}.
 */
public final class ImageArchive {
  private static final String HOME = "/opt/portreeve";

  /** The nobody of images without a shell; it needs no name. */
  private static final String USER = "65532:65532";

  private final Path root;
  private final Instant time;

  private ImageArchive(Path root, Instant time) {
    this.root = root;
    this.time = time;
  }

  /** Writes the archive that the arguments name. */
  public static void main(String[] arguments) throws Exception {
    String version = arguments[1];
    ImageArchive image = new ImageArchive(Path.of(arguments[0]), Instant.parse(arguments[2]));
    Jib.fromScratch()
        .setFormat(ImageFormat.OCI)
        .setPlatforms(Set.of(new Platform(architecture(arguments[3]), "linux")))
        .setCreationTime(image.time)
        // What changes least comes first, so that an upgrade fetches little.
        .setFileEntriesLayers(
            List.of(
                image.layer("system", path -> !path.startsWith("opt")),
                image.layer("runtime", path -> path.startsWith("opt/portreeve/runtime")),
                image.layer("portreeve", ImageArchive::isProgram)))
        .setEntrypoint(
            HOME + "/runtime/bin/java",
            "@" + HOME + "/lib/java.args",
            "dev.portreeve.cli.Portreeve")
        .setProgramArguments("serve")
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/"))
        .setExposedPorts(Port.tcp(8080), Port.tcp(9091))
        .setLabels(
            Map.of(
                "org.opencontainers.image.title", "portreeve",
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.licenses", "Apache-2.0"))
        .containerize(
            Containerizer.to(TarImage.at(Path.of(arguments[4])).named("portreeve:" + version))
                .setToolName("portreeve")
                .setOfflineMode(true));
  }

  /** The JVM's name for the architecture as images call it. */
  private static String architecture(String name) {
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static boolean isProgram(Path path) {
    return path.startsWith("opt") && !path.startsWith("opt/portreeve/runtime");
  }

  /** Which files of the root a layer has. */
  @FunctionalInterface
  private interface Part {
    boolean has(Path path);
  }

  private FileEntriesLayer layer(String name, Part part) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted().toList()) {
        Path path = root.relativize(file);
        if (!path.toString().isEmpty() && part.has(path)) {
          layer.addEntry(file, AbsoluteUnixPath.get("/" + path), permissions(file), time);
        }
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file) throws IOException {
    return FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
  }
}
