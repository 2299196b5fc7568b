package io.ats.experiments.run.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.options.Printable;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Slurm task of each submitted trial whose end no run has reported: the run folder's {@code
 * slurm/jobs.json}.
 */
final class JobBook {

  private final Path file;
  private final Map<String, String> tasks = new LinkedHashMap<>();

  /** Reads a run folder's book; empty if it has none. */
  JobBook(RunFolder folder) throws IOException {
    file = folder.slurm().resolve("jobs.json");
    if (RunFiles.exists(file)) {
      try {
        read(Json.tree(file));
      } catch (DamagedFileException e) {
        System.err.printf(
            "ats: %s (kept as %s): trials that are still in the queue are submitted once more, and"
                + " each is trained once%n",
            e.getMessage(), RunFiles.setAside(file).getFileName());
        tasks.clear();
      }
    }
  }

  private void read(JsonNode saved) throws DamagedFileException {
    for (Map.Entry<String, JsonNode> entry : saved.properties()) {
      if (!entry.getValue().asText().matches("\\d+_\\d+")) {
        throw new DamagedFileException(
            file,
            "expected a task such as 123_4, got '"
                + Printable.shown(entry.getValue().asText())
                + "'");
      }
      tasks.put(entry.getKey(), entry.getValue().asText());
    }
  }

  /** Returns the task of each trial. */
  synchronized Map<String, String> tasks() {
    return Map.copyOf(tasks);
  }

  /** Records trials that were submitted, in this order, as the tasks of a job. */
  synchronized void add(String job, List<String> trials) throws IOException {
    for (int i = 0; i < trials.size(); i++) {
      tasks.put(trials.get(i), job + "_" + i);
    }
    Json.write(file, tasks);
  }

  /** Removes trials. */
  synchronized void remove(List<String> trials) throws IOException {
    if (tasks.keySet().removeAll(trials)) {
      Json.write(file, tasks);
    }
  }
}
