package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.ats.core.attention.Plain;
import io.ats.core.attention.TransformerLayer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitialisationTest {

  private static final int WIDTH = 64;

  @Test
  void weightsAreUniformWithinTheBoundOfTheirKind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      SequentialBlock block = new SequentialBlock();
      block.add(Linear.builder().setUnits(WIDTH).build());
      block.add(new TransformerLayer(WIDTH, 4, 2, TransformerLayer.Norm.BEFORE, 0));
      block.initialize(manager, DataType.FLOAT32, new Shape(2, 3, WIDTH));
      Initialisation.draw(block, 1);
      Map<String, Parameter> all = Plain.parameters(block);
      double he = Math.sqrt(6.0 / WIDTH);
      double small = Math.sqrt(1.0 / WIDTH);
      assertReaches(all.get("0.weight"), he);
      assertReaches(all.get("0.bias"), small);
      for (String name : new String[] {"query", "key", "value", "output"}) {
        assertReaches(all.get("1.attention." + name + ".weight"), small);
      }
      assertThat(all.keySet()).anyMatch(name -> name.startsWith("1.forward"));
      all.forEach(
          (name, parameter) -> {
            if (name.startsWith("1.forward.") && name.endsWith("weight")) {
              assertReaches(parameter, Math.sqrt(6.0 / parameter.getArray().getShape().get(1)));
            }
          });
    }
  }

  private static void assertReaches(Parameter parameter, double bound) {
    double largest = parameter.getArray().abs().max().getFloat();
    assertThat(largest).isBetween(0.9 * bound, bound * (1 + 1e-6));
  }
}
