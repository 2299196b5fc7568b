package io.ats.experiments.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named arrays as large as the parameters, zero until first used. */
final class Moments {

  private final NDManager manager;
  private final Map<String, NDArray> byName = new LinkedHashMap<>();

  Moments(NDManager manager) {
    this.manager = manager;
  }

  NDArray of(String name, NDArray weight) {
    return byName.computeIfAbsent(
        name, key -> manager.zeros(weight.getShape(), weight.getDataType()));
  }

  Map<String, NDArray> all() {
    return byName;
  }

  /** Copies the arrays in. */
  void restore(Map<String, NDArray> arrays) {
    byName.values().forEach(NDArray::close);
    byName.clear();
    arrays.forEach(
        (name, array) -> {
          NDArray own = array.duplicate();
          own.attach(manager);
          byName.put(name, own);
        });
  }
}
