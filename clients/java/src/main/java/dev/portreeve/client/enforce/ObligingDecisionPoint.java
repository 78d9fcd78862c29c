package dev.portreeve.client.enforce;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.ObligationHandlers;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries obligations out before a decision is returned, as the AuthZEN Obligations profile has it:
 * a permit of which one obligation is not understood, or could not be carried out, is a denial.
 */
public final class ObligingDecisionPoint implements DecisionPoint {
  private static final System.Logger LOG = System.getLogger(ObligingDecisionPoint.class.getName());

  private final DecisionPoint delegate;
  private final ObligationHandlers handlers;

  public ObligingDecisionPoint(DecisionPoint delegate, ObligationHandlers handlers) {
    this.delegate = delegate;
    this.handlers = handlers;
  }

  @Override
  public Decision check(Check check) {
    return oblige(check, delegate.check(check));
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    List<Decision> decisions = delegate.checkAll(batch);
    List<Decision> obliged = new ArrayList<>(decisions.size());
    for (int i = 0; i < decisions.size(); i++) {
      obliged.add(oblige(batch.items().get(i), decisions.get(i)));
    }
    return List.copyOf(obliged);
  }

  private Decision oblige(Check check, Decision decision) {
    List<Obligation> obligations = decision.obligations();
    if (obligations.isEmpty()) {
      return decision;
    }
    if (decision.permitted()) {
      for (Obligation obligation : obligations) {
        if (handlers.find(obligation).isEmpty()) {
          return decision.unfulfilled("no handler for the obligation `" + obligation.name() + "`");
        }
      }
    }
    return carryOut(check, decision);
  }

  /** A denial stays one, so that there all obligations are tried whatever became of the others. */
  private Decision carryOut(Check check, Decision decision) {
    for (Obligation obligation : decision.obligations()) {
      boolean done = carryOut(check, obligation);
      if (!done && decision.permitted()) {
        return decision.unfulfilled(
            "the obligation `" + obligation.name() + "` could not be carried out");
      }
    }
    return decision;
  }

  private boolean carryOut(Check check, Obligation obligation) {
    try {
      var handler = handlers.find(obligation);
      if (handler.isPresent()) {
        handler.get().carryOut(obligation, check);
      }
      return handler.isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the obligation `" + obligation.name() + "` failed", e);
      return false;
    }
  }

  @Override
  public void close() {
    delegate.close();
  }
}
