package dev.portreeve.cli;

import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.StartFailed;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.ConfigurationException;
import dev.portreeve.sidecar.config.Descriptors;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.source.reload.PolicySetRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a server process. */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

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
      Descriptors.require();
    } catch (ConfigurationException e) {
      return failed(output(flags, err), List.of(), e.problem(), Exit.USAGE);
    }
    HangupSignal hangup = HangupSignal.take();
    OutOfMemoryExit.install();
    ProcessOutput output = output(flags, err);
    try {
      Path home = Path.of(System.getProperty("portreeve.home", ""));
      ServerConfig config = Configuration.read(flags, System.getenv(), home);
      Logs.set(config.logFormat(), config.logLevel());
      tellWhatIsMissing(config);
      CompilerDirectives.apply();
      Sidecar sidecar = Sidecar.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar), "stop"));
      StopSignals.take(sidecar);
      hangup.then(sidecar::reload);
      output.ready(ReadyLine.of(sidecar));
      new CountDownLatch(1).await();
      return Exit.OK;
    } catch (ConfigurationException e) {
      return failed(output, List.of(), e.problem(), Exit.USAGE);
    } catch (StartFailed e) {
      return failed(output, List.of(), e.problem(), Exit.USAGE);
    } catch (PolicySetRefused e) {
      return failed(output, e.problems(), "the policy set does not load", Exit.REFUSED);
    } catch (RuntimeException e) {
      Logs.flush();
      output.failed(e);
      return Exit.USAGE;
    }
  }

  /** The launcher finds no place to keep anything, as on a read-only file system. */
  private static void tellWhatIsMissing(ServerConfig config) {
    String refused = System.getProperty("portreeve.cache.refused", "");
    if (config.cache().isEmpty() && !refused.isEmpty()) {
      LOG.warn(
          "nothing is kept for faster starts: none of {} can be written; PORTREEVE_CACHE names"
              + " another place, or `off`",
          refused);
    }
  }

  private static ProcessOutput output(Map<String, String> flags, PrintWriter err) {
    return new ProcessOutput(Configuration.logFormat(flags, System.getenv()), err);
  }

  private static int failed(
      ProcessOutput output, List<String> problems, String summary, int status) {
    Logs.flush();
    output.failed(problems, summary);
    return status;
  }

  /** A process that a signal ends reports the signal, unless it ends itself in time. */
  private static void stop(Sidecar sidecar) {
    try {
      sidecar.close();
    } finally {
      Logs.flush();
      Runtime.getRuntime().halt(Exit.OK);
    }
  }
}
