package io.ats.topk.ips;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/**
 * The same parameters' values, cut off from the graph: what a block computes with them records
 * nothing, even where gradients are collected, and frees its memory when its arrays are closed.
 */
final class DetachedParameters extends ParameterStore {

  private final ParameterStore parameters;
  private final NDManager manager;

  /**
   * Creates a store.
   *
   * @param manager owns the values handed out, which share the parameters' memory
   */
  DetachedParameters(ParameterStore parameters, NDManager manager) {
    this.parameters = parameters;
    this.manager = manager;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    NDArray value = parameters.getValue(parameter, device, training);
    if (value == null) {
      return null; // of an optional parameter that the block does not have
    }
    NDArray detached = value.stopGradient();
    detached.attach(manager);
    return detached;
  }
}
