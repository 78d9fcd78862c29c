package dev.portreeve.sidecar.check;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the checks that need nothing unusual: no waiting, no errors to word. For one event loop.
 *
 * @param <C> who asks
 */
public final class FastPath<C> {
  private static final Logger LOG = LoggerFactory.getLogger(FastPath.class);

  /** What is done with the bytes of a check. */
  @FunctionalInterface
  public interface Way<C> {
    /**
     * The bytes of the answer, not to be changed; or nothing, where it takes more than this.
     *
     * @param bytes begin with the check's, and are only lent
     * @param length of the check
     * @param caller who asks
     */
    Optional<byte[]> answer(byte[] bytes, int length, C caller);
  }

  private final Way<C> way;
  private final byte[] bytes;

  /**
   * @param longest the bytes of a check, beyond which it takes more than this
   */
  public FastPath(Way<C> way, int longest) {
    this.way = way;
    this.bytes = new byte[longest];
  }

  /**
   * The bytes of the answer, not to be changed; or nothing, and nothing has happened then.
   *
   * @param check is left as it is
   * @param from where in it the check begins; it goes to the end
   * @param caller who asks
   */
  public Optional<byte[]> answer(ByteBuf check, int from, C caller) {
    int length = check.writerIndex() - from;
    if (length > bytes.length) {
      return Optional.empty();
    }
    check.getBytes(from, bytes, 0, length);
    try {
      return way.answer(bytes, length, caller);
    } catch (RuntimeException e) {
      // The long way meets it again, and there it is told.
      LOG.debug("a check is left to the long way: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
