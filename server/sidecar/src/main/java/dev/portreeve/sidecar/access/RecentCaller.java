package dev.portreeve.sidecar.access;

import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks over one connection. What was shown there last is known again without being taken apart:
 * an API key or password until the file of credentials changes, a token as long as it holds. For
 * one event loop.
 */
public final class RecentCaller {
  private final Access access;
  private Credentials credentials = Credentials.NONE;
  private byte[] shown = new byte[0];
  private boolean asKey;
  private @Nullable Caller caller;
  private CallerTokens.@Nullable KnownToken token;

  public RecentCaller(Access access) {
    this.access = access;
  }

  /**
   * Who shows these, if that is known already; null: nobody, or not known yet.
   *
   * @param keys the values of {@code X-Portreeve-Key}
   * @param authorization the values of {@code Authorization}
   */
  public @Nullable Caller known(
      Iterator<? extends CharSequence> keys,
      Iterator<? extends CharSequence> authorization,
      Channel channel) {
    boolean key = keys.hasNext();
    CharSequence first = key ? keys.next() : authorization.hasNext() ? authorization.next() : null;
    if (first == null) {
      return access.known(new Presented(List.of(), List.of()), Peer.of(channel));
    }
    boolean only = !keys.hasNext() && !authorization.hasNext();
    if (only && asKey == key && MessageDigest.isEqual(shown, bytes(first))) {
      CallerTokens.KnownToken known = token;
      boolean holds =
          known == null
              ? credentials == access.credentials()
              : access.tokens().filter(each -> each.holds(known)).isPresent();
      if (holds) {
        return caller;
      }
    }
    return look(key, first, keys, authorization, channel);
  }

  private @Nullable Caller look(
      boolean key,
      CharSequence first,
      Iterator<? extends CharSequence> keys,
      Iterator<? extends CharSequence> authorization,
      Channel channel) {
    Credentials inForce = access.credentials();
    List<String> allKeys = texts(key ? first : null, keys);
    List<String> allAuthorization = texts(key ? null : first, authorization);
    Presented presented = new Presented(allKeys, allAuthorization);
    Caller known = access.known(presented, Peer.of(channel));
    String compact = presented.token();
    CallerTokens.KnownToken verified =
        compact == null ? null : access.tokens().map(each -> each.find(compact)).orElse(null);
    if (known != null && (compact == null || verified != null)) {
      credentials = inForce;
      shown = bytes(first).clone();
      asKey = key;
      caller = known;
      token = verified;
    }
    return known;
  }

  private static List<String> texts(
      @Nullable CharSequence first, Iterator<? extends CharSequence> rest) {
    List<String> texts = new ArrayList<>(1);
    if (first != null) {
      texts.add(first.toString());
    }
    rest.forEachRemaining(text -> texts.add(text.toString()));
    return texts;
  }

  /** The bytes of a header's value, which are its characters; not to be changed. */
  private static byte[] bytes(CharSequence value) {
    return value instanceof AsciiString ascii
        ? ascii.isEntireArrayUsed() ? ascii.array() : ascii.toByteArray()
        : value.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
