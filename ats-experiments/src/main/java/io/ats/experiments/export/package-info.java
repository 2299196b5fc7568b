/**
 * A trained model as files for other programs: {@link io.ats.experiments.export.Export} writes the
 * folder, {@link io.ats.core.weights.Safetensors} is the parameters, {@link
 * io.ats.experiments.export.ModelCard} what a reader has to know.
 */
package io.ats.experiments.export;
