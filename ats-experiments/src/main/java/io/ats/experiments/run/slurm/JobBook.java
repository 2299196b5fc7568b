package io.ats.experiments.run.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which task of Slurm each trial was handed in as whose end no run has reported yet: the run
 * folder's {@code slurm/jobs.json}.
 */
final class JobBook {

  private final Path file;
  private final Map<String, String> tasks = new LinkedHashMap<>();

  /** Reads a run folder's book, empty if it has none. */
  JobBook(RunFolder folder) throws IOException {
    file = folder.slurm().resolve("jobs.json");
    if (Files.exists(file)) {
      JsonNode saved = Json.tree(file);
      saved.fieldNames().forEachRemaining(trial -> tasks.put(trial, saved.get(trial).asText()));
    }
  }

  /** Returns the task of each trial. */
  synchronized Map<String, String> tasks() {
    return Map.copyOf(tasks);
  }

  /** Notes that trials were handed in, as the tasks of a job in this order. */
  synchronized void add(String job, List<String> trials) throws IOException {
    for (int i = 0; i < trials.size(); i++) {
      tasks.put(trials.get(i), job + "_" + i);
    }
    Json.write(file, tasks);
  }

  /** Forgets trials. */
  synchronized void remove(List<String> trials) throws IOException {
    if (tasks.keySet().removeAll(trials)) {
      Json.write(file, tasks);
    }
  }
}
