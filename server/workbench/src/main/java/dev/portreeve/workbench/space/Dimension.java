package dev.portreeve.workbench.space;

import java.util.List;

/**
 * One thing that checks differ in: a fact, a part of one, an attribute of the team or a setting.
 *
 * @param name as policies write it
 * @param values raw; {@link Point#ABSENT} for none
 * @param whole whether every other value is treated as one of these
 */
record Dimension(String name, List<Object> values, boolean whole) {
  Dimension {
    values = List.copyOf(values);
  }
}
