/**
 * What a prediction costs, whatever the machine: {@link io.ats.experiments.cost.MultiplyAdds}, and
 * {@link io.ats.experiments.cost.ReadPixels}.
 */
package io.ats.experiments.cost;
