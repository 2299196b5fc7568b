package io.ats.experiments.tune;

import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Trees;
import java.util.List;

/**
 * How long the trials of a search are trained.
 *
 * @param epochs of the longest; 0: as many epochs or steps as the row's own
 * @param share the part of that, in (0,1]
 */
record Length(int epochs, double share) {

  /**
   * Returns the options that give a trial this length; milestones of its schedule move with it.
   *
   * @throws ConfigException if epochs are to be set of a trial whose length is in steps
   */
  ConfigNode.Mapping of(TrainingConfig training) {
    boolean stepwise = training.steps() > 0;
    if (stepwise && epochs > 0) {
      throw new ConfigException(
          "search.budget.epochs = %d, but a row's length is training.steps = %d; set epochs to 0"
              .formatted(epochs, training.steps()));
    }
    int own = stepwise ? training.steps() : training.epochs();
    int now = (int) Math.max(1, Math.round((epochs > 0 ? epochs : own) * share));
    List<ConfigNode> milestones =
        training.milestones().stream()
            .map(epoch -> ConfigWriter.scalar(epoch * now / own))
            .toList();
    return Trees.merge(
        Trees.at("training." + (stepwise ? "steps" : "epochs"), ConfigWriter.scalar(now)),
        Trees.at("training.milestones", new ConfigNode.Sequence(milestones, ConfigNode.DEFAULT)));
  }
}
