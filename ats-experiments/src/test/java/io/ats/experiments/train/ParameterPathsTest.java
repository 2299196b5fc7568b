package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import com.google.inject.Injector;
import io.ats.core.PatchClassifier;
import io.ats.experiments.cli.Main;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.trial.Assembly;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterPathsTest {

  private static final class Parent extends AbstractBlock {

    Parent named(String name, Block child) {
      addChildBlock(name, child);
      return this;
    }

    Parent with(String name, Parameter.Type type) {
      addParameter(Parameter.builder().setName(name).setType(type).build());
      return this;
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> arguments) {
      return inputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return inputShapes;
    }
  }

  private static Linear linear() {
    return Linear.builder().setUnits(2).build();
  }

  @Test
  void childrenAreNamedAndListsNumbered() {
    SequentialBlock list =
        new SequentialBlock().add(linear()).add(Activation::relu).add(BatchNorm.builder().build());
    assertThat(ParameterPaths.of(new Parent().named("layers", list).named("2nd", linear())))
        .containsEntry("01layers_01Linear_weight", "layers.0.weight")
        .containsEntry("02" + "2nd_bias", "2nd.bias")
        .values()
        .containsExactly(
            "layers.0.weight",
            "layers.0.bias",
            "layers.2.weight",
            "layers.2.bias",
            "layers.2.running_mean",
            "layers.2.running_var",
            "2nd.weight",
            "2nd.bias");
  }

  @Test
  void namesThatWouldBeTheSameAreNot() {
    Parent parent =
        new Parent()
            .with("weight", Parameter.Type.WEIGHT)
            .with("gamma", Parameter.Type.GAMMA)
            .named("part", linear())
            .named("part", linear());
    assertThat(ParameterPaths.of(parent).values())
        .containsExactlyInAnyOrder("weight", "gamma", "0.weight", "0.bias", "1.weight", "1.bias");
  }

  @Test
  void aSharedBlockHasOnePath() {
    Linear shared = linear();
    assertThat(ParameterPaths.of(new Parent().named("a", shared).named("b", shared)))
        .containsEntry("01a_weight", "a.weight")
        .containsEntry("02b_weight", "a.weight");
  }

  @Test
  void everyModelOfTheBuiltInSuitesHasReadablePaths() {
    Injector injector = Main.injector(List.of());
    Suites suites = injector.getInstance(Suites.class);
    SuiteExpansion expansion = injector.getInstance(SuiteExpansion.class);
    int models = 0;
    for (String name : suites.names()) {
      SuiteConfig suite = suites.load(name);
      for (PlannedTrial trial : expansion.expand(suite, suite.preset(), List.of(), List.of())) {
        PatchClassifier model = new Assembly(trial.config()).classifier();
        assertThat(ParameterPaths.of(model).values())
            .as(trial.id())
            .doesNotHaveDuplicates()
            .anyMatch(path -> path.matches("(head|aggregator\\.\\w+)\\.weight"))
            .allMatch(path -> path.matches("(selector|encoder|aggregator|head)(\\.[\\w-]+)+"));
        models++;
      }
    }
    assertThat(models).isGreaterThan(50);
  }
}
