package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UntestedTest {

  private final List<Method> asked = new ArrayList<>();
  private final Dataset untested =
      new Untested(
          (Dataset)
              Proxy.newProxyInstance(
                  Dataset.class.getClassLoader(),
                  new Class<?>[] {Dataset.class},
                  (proxy, method, arguments) -> {
                    asked.add(method);
                    return some(method.getReturnType(), Split.TRAIN);
                  }));

  private static Object some(Class<?> type, Split split) {
    if (type == Split.class) {
      return split;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == boolean.class) {
      return true;
    }
    return type == int[].class ? new int[] {0} : null;
  }

  private Object call(Method method, Split split) throws Throwable {
    try {
      return method.invoke(
          untested,
          Arrays.stream(method.getParameterTypes()).map(type -> some(type, split)).toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean takesSplit(Method method) {
    return Arrays.asList(method.getParameterTypes()).contains(Split.class);
  }

  static List<Method> methods() {
    List<Method> all = Stream.of(Dataset.class.getMethods()).toList();
    assertThat(all).filteredOn(UntestedTest::takesSplit).hasSizeGreaterThanOrEqualTo(5);
    return all;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theTestSplitAloneIsNotThere(Method method) throws Throwable {
    if (takesSplit(method)) {
      if (method.getName().equals("size")) {
        assertThat(call(method, Split.TEST)).isEqualTo(0);
      } else {
        assertThatThrownBy(() -> call(method, Split.TEST))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the test split is not read where training.test is false");
      }
      assertThat(asked).isEmpty();
    }
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      asked.clear();
      call(method, split);
      assertThat(asked).containsExactly(method);
    }
  }
}
