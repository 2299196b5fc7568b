package io.ats.experiments.cost;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A call of one of the engine's operators.
 *
 * @param name such as {@code aten::mm}
 * @param shapes of its operands that are arrays; those of others are empty
 */
record Operator(String name, List<Shape> shapes) {

  /** Returns the name without the mark of an operator that overwrites its first operand. */
  String plainName() {
    return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
  }

  /** Returns the length of an operand along an axis. */
  long size(int operand, int axis) {
    return shapes.get(operand).get(axis);
  }
}
