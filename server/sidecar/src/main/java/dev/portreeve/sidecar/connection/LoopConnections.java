package dev.portreeve.sidecar.connection;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop; nobody else touches them. */
final class LoopConnections {
  /** How often they are looked at; what has limits of seconds need not look at a clock itself. */
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final EventLoop loop;
  private final Connections all;
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final AtomicBoolean admitting = new AtomicBoolean();
  private @Nullable ScheduledFuture<?> ticks;
  private long now = System.nanoTime();

  LoopConnections(EventLoop loop, Connections all) {
    this.loop = loop;
    this.all = all;
  }

  Connections all() {
    return all;
  }

  ConnectionLimits limits() {
    return all.limits();
  }

  Claim claim() {
    return new Claim(all.budget());
  }

  /** The time, as of the last tick. */
  long now() {
    return now;
  }

  void add(Connection connection) {
    if (ticks == null) {
      now = System.nanoTime();
      ticks = loop.scheduleWithFixedDelay(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }
    open.add(connection);
    if (all.count().incrementAndGet() > limits().connections()) {
      makeRoom(connection);
    }
  }

  void remove(Connection connection) {
    if (open.remove(connection)) {
      all.count().decrementAndGet();
    }
  }

  /** Closes the connection that can best be done without; the new one if all others are busy. */
  private void makeRoom(Connection added) {
    Connection victim = added;
    long most = 0;
    long exactly = System.nanoTime();
    for (Connection connection : open) {
      long dispensable = connection == added ? 0 : connection.dispensable(exactly);
      if (dispensable > most) {
        most = dispensable;
        victim = connection;
      }
    }
    all.reached(ReachedLimit.CONNECTIONS);
    victim.end();
  }

  private void tick() {
    now = System.nanoTime();
    boolean scarce = all.budget().scarce();
    for (Connection connection : open.toArray(new Connection[0])) {
      connection.tick(now, scarce || crowded());
    }
    admit();
    while (!waiting.isEmpty()
        && now - waiting.peek().waitingSince() > limits().queued().toNanos()) {
      Waiter waiter = waiting.remove();
      all.budget().waiting(-1);
      waiter.refuse();
    }
    if (open.isEmpty() && ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
  }

  private boolean crowded() {
    return all.count().get() > limits().connections() / 4 * 3;
  }

  /** Reads no more of this request until there is room, or it has waited long enough. */
  void await(Waiter waiter) {
    waiting.add(waiter);
    all.budget().waiting(1);
  }

  void forget(Waiter waiter) {
    if (waiting.remove(waiter)) {
      all.budget().waiting(-1);
    }
  }

  /** Tells, from any thread, that there may be room for those that wait. */
  void roomMade() {
    if (admitting.compareAndSet(false, true)) {
      loop.execute(this::admit);
    }
  }

  private void admit() {
    admitting.set(false);
    while (!waiting.isEmpty() && waiting.peek().admit()) {
      waiting.remove();
      all.budget().waiting(-1);
    }
  }

  void drain() {
    loop.execute(
        () -> {
          now = System.nanoTime();
          for (Connection connection : open.toArray(new Connection[0])) {
            connection.drain();
          }
        });
  }
}
