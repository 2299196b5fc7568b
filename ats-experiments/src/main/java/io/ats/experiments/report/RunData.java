package io.ats.experiments.report;

import java.util.List;
import java.util.Map;

/**
 * What run folders hold.
 *
 * @param trials those that have ended, each once
 * @param abouts what the suites show, by suite; may lack some
 * @param missing number of the suites' trials that have not ended
 */
public record RunData(List<Trial> trials, Map<String, String> abouts, int missing) {}
