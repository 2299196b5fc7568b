package io.ats.experiments.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ats.experiments.trial.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The Python that reads an export back: {@code ATS_PYTHON}, or else {@code python3}. */
final class PythonHere {

  private static final long SECONDS = 60;

  private PythonHere() {}

  /** Skips the test, with a line that says so, where there is none with these modules. */
  static void require(String... modules) throws Exception {
    String why =
        "no Python with %s (pip install %s; ATS_PYTHON names another)"
            .formatted(String.join(" and ", modules), String.join(" ", modules));
    boolean there;
    try {
      there = answer(List.of("-c", "import " + String.join(", ", modules))).status().orElse(1) == 0;
    } catch (IOException e) {
      there = false; // there is no such program
    }
    if (!there) {
      System.err.println("SKIPPED a test that reads an export back: " + why);
    }
    assumeTrue(there, why);
  }

  /** Runs a script and returns what it printed. */
  static String run(String script, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-c", script));
    all.addAll(List.of(arguments));
    Program.Answer answer = answer(all);
    if (answer.status().orElse(1) != 0) {
      throw new AssertionError(answer.err());
    }
    return answer.out();
  }

  private static Program.Answer answer(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getenv().getOrDefault("ATS_PYTHON", "python3"));
    command.addAll(arguments);
    return Program.run(new ProcessBuilder(command), SECONDS, process -> {});
  }
}
