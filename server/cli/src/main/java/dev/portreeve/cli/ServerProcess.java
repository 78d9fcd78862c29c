package dev.portreeve.cli;

import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.StartFailed;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.ConfigurationException;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.source.reload.PolicySetRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The life of a server process. */
final class ServerProcess {
  private ServerProcess() {}

  /**
   * Answers checks until a signal comes.
   *
   * @param flags by their long names
   * @param err where it is told why there is nothing to serve
   * @return the exit status
   */
  static int until(Map<String, String> flags, PrintWriter err) throws InterruptedException {
    try {
      Path home = Path.of(System.getProperty("portreeve.home", ""));
      ServerConfig config = Configuration.read(flags, System.getenv(), home);
      Logs.set(config.logFormat(), config.logLevel());
      Sidecar sidecar = Sidecar.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar), "stop"));
      System.out.println(ReadyLine.of(sidecar));
      System.out.flush();
      new CountDownLatch(1).await();
      return Exit.OK;
    } catch (ConfigurationException e) {
      err.println("portreeve: " + e.problem());
      return Exit.USAGE;
    } catch (StartFailed e) {
      err.println("portreeve: " + e.problem());
      return Exit.USAGE;
    } catch (PolicySetRefused e) {
      e.problems().forEach(err::println);
      err.println("portreeve: the policy set does not load");
      return Exit.REFUSED;
    }
  }

  /** A process that a signal ends reports the signal, unless it ends itself in time. */
  private static void stop(Sidecar sidecar) {
    try {
      sidecar.close();
    } finally {
      Runtime.getRuntime().halt(Exit.OK);
    }
  }
}
