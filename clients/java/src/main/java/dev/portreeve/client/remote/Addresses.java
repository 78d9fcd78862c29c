package dev.portreeve.client.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The addresses of a decision point, in the order of preference.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Addresses<Q, A> implements AutoCloseable {
  private final List<Address<Q, A>> all;

  Addresses(List<? extends Endpoint<Q, A>> endpoints) {
    List<Address<Q, A>> addresses = new ArrayList<>();
    endpoints.forEach(endpoint -> addresses.add(new Address<>(endpoint)));
    this.all = List.copyOf(addresses);
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
  Address<Q, A> next(List<Address<Q, A>> tried) {
    if (tried.size() == all.size()) {
      tried.clear();
    }
    List<Address<Q, A>> untried = new ArrayList<>(all);
    untried.removeAll(tried);
    Address<Q, A> next =
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
    all.forEach(address -> address.endpoint().close());
  }
}
