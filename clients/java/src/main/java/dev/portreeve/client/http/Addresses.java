package dev.portreeve.client.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of a decision point, in the order of preference. */
final class Addresses implements AutoCloseable {
  private final List<Address> all;

  Addresses(List<Address> all) {
    this.all = List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  /**
   * The address to ask next: the first that neither rests nor was tried in this round; when there
   * is none, whichever rests for the shortest time.
   *
   * @param tried in this round; forgotten when the round is over
   */
  Address next(List<Address> tried) {
    if (tried.size() == all.size()) {
      tried.clear();
    }
    List<Address> untried = new ArrayList<>(all);
    untried.removeAll(tried);
    Address next =
        untried.stream()
            .filter(Address::take)
            .findFirst()
            .orElseGet(
                () ->
                    untried.stream()
                        .min(Comparator.comparingLong(Address::restsUntil))
                        .orElseThrow());
    tried.add(next);
    return next;
  }

  @Override
  public void close() {
    all.forEach(address -> address.transport().close());
  }
}
