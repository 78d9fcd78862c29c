package dev.portreeve.sidecar.config;

import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.connection.ConnectionLimits;
import dev.portreeve.sidecar.connection.Connections;
import java.time.Duration;
import java.util.Map;

/** Reads the options that say what clients may take of the server. */
final class ConnectionOptions {
  private static final int IN_FLIGHT_SHARE = 8;
  private static final long HEAP_PER_CONNECTION = 64 << 10;
  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final int RESETS_PER_STREAM = 10;
  private static final long MOST_HEADER = 1 << 20;

  private final Map<Option, GivenValue> given;
  private final long heap;

  /**
   * @param heap the most bytes that it may have
   */
  ConnectionOptions(Map<Option, GivenValue> given, long heap) {
    this.given = given;
    this.heap = heap;
  }

  /**
   * All of them.
   *
   * @param requests the largest that must find room
   */
  ConnectionLimits read(Limits requests) throws ConfigurationException {
    int streams = number(Option.MAX_STREAMS, 1, 10_000);
    return new ConnectionLimits(
        connections(),
        (int) OptionValues.size(or(Option.MAX_HEADER), MOST_HEADER),
        (int) OptionValues.size(or(Option.MAX_TARGET), MOST_HEADER),
        streams,
        given.containsKey(Option.MAX_RESETS)
            ? number(Option.MAX_RESETS, 1, MOST_CONNECTIONS)
            : RESETS_PER_STREAM * streams,
        inFlight(requests),
        seconds(Option.HEADER_TIMEOUT),
        seconds(Option.BODY_TIMEOUT),
        seconds(Option.IDLE_TIMEOUT),
        seconds(Option.UNREAD_TIMEOUT),
        seconds(Option.QUEUE_TIMEOUT));
  }

  private int connections() throws ConfigurationException {
    long heapAllows = Math.max(1, Math.min(heap / HEAP_PER_CONNECTION, MOST_CONNECTIONS));
    long descriptors = Descriptors.forConnections();
    if (!given.containsKey(Option.MAX_CONNECTIONS)) {
      return (int) Math.min(heapAllows, Math.max(1, descriptors));
    }
    int wanted = number(Option.MAX_CONNECTIONS, 1, MOST_CONNECTIONS);
    if (wanted > descriptors) {
      throw or(Option.MAX_CONNECTIONS)
          .refuse("is more than the " + descriptors + " that `ulimit -n` leaves: raise that");
    }
    return wanted;
  }

  private long inFlight(Limits requests) throws ConfigurationException {
    GivenValue value = given.get(Option.MAX_IN_FLIGHT);
    long bytes = value == null ? heap / IN_FLIGHT_SHARE : OptionValues.size(value, heap);
    long largest = Math.max(requests.batchBytes(), requests.checkBytes());
    long least = Connections.leastInFlight(largest);
    if (bytes < least) {
      GivenValue shown =
          value == null
              ? new GivenValue(Option.MAX_IN_FLIGHT.flag(), bytes + " (an eighth of the heap)")
              : value;
      throw shown.refuse(
          "has no room for the largest request, "
              + largest
              + " bytes (--max-batch): it takes "
              + least
              + ", or a larger heap (-Xmx in PORTREEVE_JAVA_OPTS)");
    }
    return bytes;
  }

  private Duration seconds(Option option) throws ConfigurationException {
    return Duration.ofSeconds(number(option, 1, 86_400));
  }

  private int number(Option option, int least, int most) throws ConfigurationException {
    return OptionValues.number(or(option), least, most);
  }

  private GivenValue or(Option option) {
    return given.getOrDefault(option, new GivenValue(option.flag(), option.standard()));
  }
}
