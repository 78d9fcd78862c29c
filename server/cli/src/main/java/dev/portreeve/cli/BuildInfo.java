package dev.portreeve.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What this build is made of.
 *
 * @param version of the project
 * @param commit of the sources, or {@code unknown}
 * @param time the one that the archives of the build carry, the same in every build of a version
 */
record BuildInfo(String version, String commit, String time) {
  private static final String UNKNOWN = "unknown";
  private static final String TIME_SOURCE = "project.build.outputTimestamp";

  /* The commit stands beside the jars, not in them: jars of the same sources are the same. */
  private static final String JARS = "portreeve.jars";

  static BuildInfo read() {
    Properties build = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      build.clear();
    }
    return new BuildInfo(
        build.getProperty("version", UNKNOWN), commitOfJars(), build.getProperty("time", UNKNOWN));
  }

  private static String commitOfJars() {
    String jars = System.getProperty(JARS, "");
    try {
      return jars.isEmpty() ? UNKNOWN : Files.readString(Path.of(jars, "commit")).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** With the JVM that runs it, by the names that the verb prints. */
  Map<String, String> members() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("version", version);
    members.put("commit", commit);
    members.put("build_time", time);
    members.put("build_time_source", TIME_SOURCE);
    members.put("java_version", System.getProperty("java.runtime.version", UNKNOWN));
    members.put("java_vendor", System.getProperty("java.vendor", UNKNOWN));
    members.put("java_home", System.getProperty("java.home", UNKNOWN));
    return members;
  }
}
