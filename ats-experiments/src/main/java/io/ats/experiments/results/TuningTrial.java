package io.ats.experiments.results;

/**
 * A trial of a search: a line of {@code tuning.csv}.
 *
 * @param row the suite's row
 * @param configuration the number of the row's configuration, from 0
 * @param rung the length of training, from 0, the shortest
 * @param seed the trial's seed
 * @param trial the trial's identifier
 * @param accuracy on the validation split after the last epoch; NaN if the trial failed
 * @param values the values of the options that were searched, {@code key=value; …}
 */
public record TuningTrial(
    String row,
    int configuration,
    int rung,
    long seed,
    String trial,
    double accuracy,
    String values) {}
