package io.ats.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.PictureEntry;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import java.util.List;

/**
 * All that a report needs of one trial.
 *
 * @param folder where it was read from
 * @param result what it came to
 * @param metrics its curves, empty if it never finished an epoch
 * @param pictures its pictures, may be none
 * @param provenance where the numbers come from, a missing node if unknown
 */
record Trial(
    TrialFolder folder,
    TrialResult result,
    List<MetricsRow> metrics,
    List<PictureEntry> pictures,
    JsonNode provenance) {}
