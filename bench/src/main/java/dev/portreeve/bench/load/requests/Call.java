package dev.portreeve.bench.load.requests;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One request as it goes over the wire.
 *
 * @param protocol how
 * @param path of the endpoint or method
 * @param body JSON, or the message without its frame
 * @param checks how many it asks for
 * @param right whether an answer decides as wanted; of gRPC again the message alone
 */
public record Call(
    Protocol protocol, String path, ByteString body, int checks, Predicate<byte[]> right) {

  /**
   * A call for each check.
   *
   * @param body that asks one
   * @param right whether an answer decides a check as wanted
   */
  static List<Call> each(
      List<Check> checks,
      Protocol protocol,
      String path,
      Function<Check, ByteString> body,
      BiPredicate<Check, byte[]> right) {
    return checks.stream()
        .map(
            check ->
                new Call(protocol, path, body.apply(check), 1, answer -> right.test(check, answer)))
        .toList();
  }

  /** A copy of the body. */
  public byte[] bytes() {
    return body.toByteArray();
  }
}
