package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.plugin.SelectorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit finds the mistakes that it is there to find. */
class SelectorConformanceTest {

  private static SelectorConformance kit(Set<String> random, FaultySelector.Fault... faults) {
    Module module =
        new AbstractModule() {
          @Override
          protected void configure() {
            MapBinder<String, SelectorSpec> selectors =
                MapBinder.newMapBinder(binder(), String.class, SelectorSpec.class);
            for (FaultySelector.Fault fault : faults) {
              selectors
                  .addBinding(fault.name())
                  .toInstance(new FaultySelector.Options(fault, PatchOptions.DEFAULTS));
            }
          }
        };
    return new SelectorConformance() { // without a name, so that JUnit does not run it by itself
      @Override
      protected List<Module> modules() {
        return List.of(module);
      }

      @Override
      protected Set<String> random() {
        return random;
      }
    };
  }

  /** Returns the names of the tests that fail. */
  private static List<String> failures(SelectorConformance kit) {
    List<String> failed = new ArrayList<>();
    for (DynamicContainer selector : kit.everySelector().toList()) {
      selector
          .getChildren()
          .forEach(
              node -> {
                try {
                  ((DynamicTest) node).getExecutable().execute();
                } catch (Throwable e) {
                  failed.add(node.getDisplayName());
                  assertThat(e).hasMessageStartingWith(selector.getDisplayName() + ": ");
                }
              });
    }
    return failed;
  }

  @ParameterizedTest
  @EnumSource
  void aFaultIsFound(FaultySelector.Fault fault) {
    List<String> failed = failures(kit(Set.of(), fault));
    if (fault == FaultySelector.Fault.NONE) {
      assertThat(failed).isEmpty();
    } else {
      assertThat(failed).contains(fault.test);
    }
  }

  @Test
  void aSelectorThatShouldDrawAndDoesNotIsFound() {
    assertThat(failures(kit(Set.of("NONE"), FaultySelector.Fault.NONE)))
        .containsExactly("the seed determines the result");
  }

  @Test
  void noSelectorsIsAFailureAndSoIsAnUnknownRandomOne() {
    assertThatThrownBy(() -> kit(Set.of()).everySelector())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("selectors bound by");
    assertThatThrownBy(() -> kit(Set.of("gone"), FaultySelector.Fault.NONE).everySelector())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gone");
  }
}
