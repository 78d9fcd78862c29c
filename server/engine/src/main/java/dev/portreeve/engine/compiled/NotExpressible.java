package dev.portreeve.engine.compiled;

import org.jspecify.annotations.Nullable;

/** Says that a policy cannot be told as a condition, and which expression stands in the way. */
public final class NotExpressible extends Exception {
  private static final long serialVersionUID = 1;

  /* Never serialized: the exception lives within one request. */
  private final transient @Nullable LoweredNode node;
  private final String place;
  private final String expression;

  /** Says what is not expressible of an expression that is not known. */
  public NotExpressible(String reason) {
    this(reason, null, "", "");
  }

  private NotExpressible(
      String reason, @Nullable LoweredNode node, String place, String expression) {
    super(reason, null, false, false);
    this.node = node;
    this.place = place;
    this.expression = expression;
  }

  /** The same of an expression that somebody wrote, unless one within it is at fault. */
  NotExpressible at(LoweredNode outer, Origins origins) {
    return node == null && origins.knows(outer)
        ? new NotExpressible(reason(), outer, "", "")
        : this;
  }

  /** The same with the place of its expression. */
  NotExpressible placed(Origins origins) {
    return node == null
        ? this
        : origins
            .of(node)
            .map(at -> new NotExpressible(reason(), node, at.place(), at.text()))
            .orElse(this);
  }

  /** What is not expressible. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** All of it in one line, for whoever asks for a condition. */
  public String told() {
    return "not_expressible: " + located();
  }

  /** The place, the expression and what is not expressible. */
  public String located() {
    String at = place.isEmpty() ? "" : place + ": ";
    String what = expression.isEmpty() ? "" : "`" + expression + "`: ";
    return at + what + reason();
  }

  /** Where the expression stands, as {@code file:line:column}; empty when that is not known. */
  public String place() {
    return place;
  }

  /** The expression's text; empty when it is not known. */
  public String expression() {
    return expression;
  }
}
