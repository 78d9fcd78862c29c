package dev.portreeve.sidecar.config;

import dev.portreeve.sidecar.log.DecisionLogConfig;
import dev.portreeve.sidecar.log.SampleRates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the options that say how decisions are recorded. */
final class DecisionLogOptions {
  private static final String OFF = "off";
  private static final String STDOUT = "stdout";
  private static final String OTHERS = "*";
  private static final int BUFFER_SHARE = 16;
  private static final int LONGEST_MILLIS = 60_000;
  private static final long LEAST_BUFFER = 64 << 10;
  private static final long LARGEST_FILE = 1L << 40;
  private static final Duration OLDEST = Duration.ofHours(10_000);

  /** A place in a record; what identifies records and what they were made under always stays. */
  private static final Pattern PATH =
      Pattern.compile("/(input|result|labels|invalid|req_id|requested_by)(/[^/]+)*");

  private static final Pattern URL = Pattern.compile("[a-z]+://");
  private static final Pattern RATE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");

  private final Map<Option, GivenValue> given;
  private final long heap;

  /**
   * @param heap the most bytes that it may have
   */
  DecisionLogOptions(Map<Option, GivenValue> given, long heap) {
    this.given = given;
    this.heap = heap;
  }

  /** All of them, or empty when nothing is recorded. */
  Optional<DecisionLogConfig> read() throws ConfigurationException {
    GivenValue place = or(Option.DECISION_LOG);
    if (place.value().equals(OFF)) {
      refuseOthers();
      return Optional.empty();
    }
    return Optional.of(
        new DecisionLogConfig(
            place(place),
            new DecisionLogConfig.Rotation(
                OptionValues.size(or(Option.DECISION_LOG_ROTATE_SIZE), LARGEST_FILE),
                OptionValues.duration(or(Option.DECISION_LOG_ROTATE_AGE), OLDEST),
                given.containsKey(Option.DECISION_LOG_KEEP)
                    ? OptionValues.number(or(Option.DECISION_LOG_KEEP), 1, 1_000_000)
                    : 0),
            OptionValues.one(or(Option.DECISION_LOG_WHEN_FULL), DecisionLogConfig.WhenFull.class),
            millis(Option.DECISION_LOG_WAIT),
            buffer(),
            millis(Option.DECISION_LOG_FLUSH),
            millis(Option.DECISION_LOG_FSYNC),
            labels(),
            paths(Option.DECISION_LOG_MASK),
            paths(Option.DECISION_LOG_DROP),
            rates()));
  }

  private void refuseOthers() throws ConfigurationException {
    for (Map.Entry<Option, GivenValue> each : given.entrySet()) {
      if (each.getKey().key().startsWith(Option.DECISION_LOG.key() + "-")) {
        throw each.getValue().refuse("says nothing without " + Option.DECISION_LOG.flag());
      }
    }
  }

  private static DecisionLogConfig.Place place(GivenValue place) throws ConfigurationException {
    if (place.value().equals(STDOUT)) {
      return new DecisionLogConfig.Place.Stdout();
    }
    return URL.matcher(place.value()).lookingAt()
        ? new DecisionLogConfig.Place.Otlp(OptionValues.collector(place, "/v1/logs"))
        : new DecisionLogConfig.Place.InFile(file(place));
  }

  private static Path file(GivenValue place) throws ConfigurationException {
    Path file = OptionValues.path(place);
    if (Files.isDirectory(file)) {
      throw place.refuse("is a directory: name a file in it, such as decisions.jsonl");
    }
    return file;
  }

  private long buffer() throws ConfigurationException {
    GivenValue size = given.get(Option.DECISION_LOG_BUFFER);
    long bytes =
        size == null
            ? Math.max(LEAST_BUFFER, heap / BUFFER_SHARE)
            : OptionValues.size(size, heap / 2);
    if (size != null && bytes < LEAST_BUFFER) {
      throw size.refuse("has no room for the records of a moment: at least 64KiB");
    }
    return bytes;
  }

  private Duration millis(Option option) throws ConfigurationException {
    return Duration.ofMillis(OptionValues.number(or(option), 0, LONGEST_MILLIS));
  }

  private List<String> paths(Option option) throws ConfigurationException {
    List<String> paths = new ArrayList<>();
    for (String path : list(option)) {
      if (!PATH.matcher(path).matches()) {
        throw or(option)
            .refuse(
                "holds `"
                    + path
                    + "`, which is no path of a record: write /input/subject/properties/email");
      }
      paths.add(path);
    }
    return paths;
  }

  private Map<String, String> labels() throws ConfigurationException {
    Map<String, String> labels = new HashMap<>();
    for (String pair : list(Option.DECISION_LOG_LABELS)) {
      int at = pair.indexOf('=');
      if (at < 1 || labels.put(pair.substring(0, at), pair.substring(at + 1)) != null) {
        throw or(Option.DECISION_LOG_LABELS)
            .refuse("holds `" + pair + "`: write NAME=VALUE, each name once, with commas between");
      }
    }
    return labels;
  }

  private SampleRates rates() throws ConfigurationException {
    Map<String, Double> byAction = new HashMap<>();
    for (String pair : list(Option.DECISION_LOG_SAMPLE)) {
      int at = pair.indexOf('=');
      String rate = pair.substring(at + 1);
      if (at < 1
          || !RATE.matcher(rate).matches()
          || byAction.put(pair.substring(0, at), Double.valueOf(rate)) != null) {
        throw or(Option.DECISION_LOG_SAMPLE)
            .refuse(
                "holds `" + pair + "`: write ACTION=RATE, each action once, a rate from 0 to 1");
      }
    }
    Double others = byAction.remove(OTHERS);
    return new SampleRates(byAction, others == null ? 1 : others);
  }

  /** The parts of a value with commas; none when it is not given. */
  private List<String> list(Option option) {
    GivenValue value = given.get(option);
    return value == null ? List.of() : List.of(value.value().split(",", -1));
  }

  private GivenValue or(Option option) {
    return given.getOrDefault(option, new GivenValue(option.flag(), option.standard()));
  }
}
