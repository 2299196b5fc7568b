package io.ats.core;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/**
 * The values of a store's parameters, detached: a block that uses them records no graph, even
 * inside a gradient collector, and its memory is freed when its arrays are closed.
 */
public final class DetachedParameters extends ParameterStore {

  private final ParameterStore parameters;
  private final NDManager manager;

  /**
   * Creates a store.
   *
   * @param manager owner of the returned values, which share the parameters' memory
   */
  public DetachedParameters(ParameterStore parameters, NDManager manager) {
    this.parameters = parameters;
    this.manager = manager;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    NDArray value = parameters.getValue(parameter, device, training);
    if (value == null) {
      return null; // an optional parameter that the block lacks
    }
    NDArray detached = value.stopGradient();
    detached.attach(manager);
    return detached;
  }
}
