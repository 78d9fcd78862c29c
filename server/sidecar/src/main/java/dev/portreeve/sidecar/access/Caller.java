package dev.portreeve.sidecar.access;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.RequestForbidden;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks: what it may ask, and about what.
 *
 * @param id of the credential, for logs
 * @param scopes what it may ask
 * @param limits about what
 */
public record Caller(String id, Set<Scope> scopes, CallerLimits limits) {
  /** Everybody, where nobody has to say who asks; changing anything takes a credential. */
  public static final Caller ANYONE =
      new Caller("", EnumSet.complementOf(EnumSet.of(Scope.FULFIL)), CallerLimits.NONE);

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Holds a check to the limits: takes away facts that do not count for this caller.
   *
   * @throws RequestForbidden when the caller may not ask this
   */
  public void hold(Frame frame) throws RequestForbidden {
    if (frame.fulfils() && !may(Scope.FULFIL)) {
      throw new RequestForbidden(
          "context.fulfil",
          "`context.fulfil` takes a credential with the scope fulfil: leave it out, or ask for one");
    }
    Optional<CallerLimits.Beyond> beyond = limits.apply(frame);
    if (beyond.isPresent()) {
      throw new RequestForbidden(beyond.get().field(), beyond.get().problem());
    }
  }

  /** Holds each check of a batch to the limits; one that is beyond them is that item's error. */
  public Batch hold(Batch batch) {
    if (limits.equals(CallerLimits.NONE) && (may(Scope.FULFIL) || !fulfils(batch))) {
      return batch;
    }
    List<BatchItem> items = new ArrayList<>(batch.items());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof BatchItem.Question question) {
        try {
          hold(question.frame());
        } catch (RequestForbidden e) {
          items.set(i, BatchItem.unreadable(e.ofItem(i)));
        }
      }
    }
    return new Batch(items, batch.options());
  }

  private static boolean fulfils(Batch batch) {
    return batch.items().stream()
        .anyMatch(
            item -> item instanceof BatchItem.Question question && question.frame().fulfils());
  }

  /** Whether it may ask questions of this kind. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
