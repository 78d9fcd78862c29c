package dev.portreeve.engine.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a plan as plain values: maps, lists, strings, numbers and truth values, for JSON. */
public final class FilterMap {
  /** The member that says whether all, none or some of the resources are permitted. */
  public static final String FILTER = "filter";

  /** What that member can say. */
  public static final List<String> KINDS = List.of("always", "never", "condition");

  private static final String EVALUATE = "evaluate";

  private final Optional<SqlRequest> sql;
  private final Frame frame;

  private FilterMap(Optional<SqlRequest> sql, Frame frame) {
    this.sql = sql;
    this.frame = frame;
  }

  /**
   * The answer to a request.
   *
   * @param sql what it says of a database, or empty
   * @param frame of the request
   * @throws NotExpressible when the condition cannot be written as asked
   * @throws FilterProblem when the request lacks a column
   */
  public static Map<String, Object> of(FilterPlan plan, Optional<SqlRequest> sql, Frame frame)
      throws NotExpressible, FilterProblem {
    return new FilterMap(sql, frame).plan(plan);
  }

  private Map<String, Object> plan(FilterPlan plan) throws NotExpressible, FilterProblem {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(FILTER, kind(plan.condition()));
    condition(plan.condition(), map);
    if (!plan.isSplit()) {
      for (FilterPlan.Branch branch : plan.branches()) {
        duties(branch, map);
      }
      return map;
    }
    List<Object> branches = new ArrayList<>();
    for (FilterPlan.Branch branch : plan.branches()) {
      Map<String, Object> one = new LinkedHashMap<>();
      condition(branch.condition(), one);
      duties(branch, one);
      branches.add(one);
    }
    map.put("branches", branches);
    return map;
  }

  private static String kind(Condition condition) {
    return condition.isAlways() ? "always" : condition.isNever() ? "never" : "condition";
  }

  private void condition(Condition condition, Map<String, Object> to)
      throws NotExpressible, FilterProblem {
    if (!condition.isAlways() && !condition.isNever()) {
      to.put("condition", ConditionMap.of(condition));
    }
    if (sql.isPresent()) {
      Sql written = SqlWriter.write(condition, sql.get(), frame);
      Map<String, Object> query = new LinkedHashMap<>();
      query.put("where", written.where());
      query.put("params", written.parameters().stream().map(Sql.Parameter::value).toList());
      to.put("sql", query);
    }
  }

  private static void duties(FilterPlan.Branch branch, Map<String, Object> to) {
    if (branch.obligations().isEmpty()) {
      to.put("then", EVALUATE);
    } else if (!branch.obligations().get().isEmpty()) {
      List<Object> told = new ArrayList<>();
      for (Obligation obligation : branch.obligations().get()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", Integer.toString(told.size() + 1));
        one.put("type", obligation.type());
        one.put("properties", obligation.properties());
        told.add(one);
      }
      to.put("obligations", told);
    }
  }
}
