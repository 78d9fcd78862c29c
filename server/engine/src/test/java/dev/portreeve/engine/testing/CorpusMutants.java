package dev.portreeve.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Mutants of the committed inputs of a fuzz test, for the build: Jazzer's own search takes longer
 * to begin than a build has.
 */
public final class CorpusMutants {
  private static final System.Logger LOG = System.getLogger(CorpusMutants.class.getName());
  private static final int MOST_CHANGES = 4;
  private static final int MOST_BYTES = 1_000;

  private final List<byte[]> inputs;
  private final Random random;
  private final long seed;

  private CorpusMutants(List<byte[]> inputs, long seed) {
    this.inputs = inputs;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * Feeds mutants to a fuzz test. The seed is a fresh one, which is printed, or that of {@code
   * -Dportreeve.seed}.
   *
   * @param test the class, beside whose resources its inputs lie
   * @param method the fuzz test, by name
   * @param count how many mutants
   * @param fuzz the fuzz test
   */
  public static void feed(Class<?> test, String method, int count, Consumer<byte[]> fuzz) {
    long seed = Long.getLong("portreeve.seed", System.nanoTime());
    LOG.log(Level.INFO, "{0}: -Dportreeve.seed={1,number,#}", test.getSimpleName(), seed);
    new CorpusMutants(inputs(test, method), seed).feed(count, fuzz);
  }

  private static List<byte[]> inputs(Class<?> test, String method) {
    String folder = test.getSimpleName() + "Inputs/" + method;
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(test.getResource(folder).toURI()))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return inputs;
  }

  private void feed(int count, Consumer<byte[]> fuzz) {
    for (int i = 0; i < count; i++) {
      byte[] mutant = mutant();
      try {
        fuzz.accept(mutant);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        String input = Arrays.toString(mutant) + ", " + new String(mutant, UTF_8);
        throw new AssertionError("seed " + seed + ", mutant " + i + ": " + input, e);
      }
    }
  }

  private byte[] mutant() {
    byte[] mutant = any();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      mutant = changed(mutant);
    }
    return Arrays.copyOf(mutant, Math.min(mutant.length, MOST_BYTES));
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size())).clone();
  }

  private byte[] changed(byte[] bytes) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
    byte[] other = any();
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    int to = Math.min(other.length, from + 1 + random.nextInt(16));
    return switch (random.nextInt(6)) {
      case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, end);
      case 1 -> joined(bytes, at, new byte[0], end);
      case 2 -> joined(bytes, at, Arrays.copyOfRange(other, from, to), at);
      case 3 -> joined(bytes, at, Arrays.copyOfRange(other, from, to), end);
      case 4 -> joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
      default -> joined(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
    };
  }

  /** The bytes with other ones in the place of a part of them. */
  private static byte[] joined(byte[] bytes, int from, byte[] between, int to) {
    byte[] joined = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
    System.arraycopy(between, 0, joined, from, between.length);
    System.arraycopy(bytes, to, joined, from + between.length, bytes.length - to);
    return joined;
  }
}
