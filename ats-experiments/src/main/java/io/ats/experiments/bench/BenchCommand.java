package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.cli.Subcommand;
import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.report.page.PlainPage;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.suite.SuiteRef;
import io.ats.experiments.trial.Devices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats bench}: the measurements of the project's performance claims. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the project's performance claims, each against a named alternative in the same run.",
      "A ratio above 1 means that ours is better."
    })
final class BenchCommand implements Subcommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A benchmark's name; without one they are listed.")
  private String name;

  @Option(names = "--all", description = "Runs every benchmark.")
  private boolean every;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also writes the rows to this file.")
  private Path csv;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also writes the rows (bench.csv), charts, and a page with both to this folder.")
  private Path out;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "cpu, gpu, gpu:i, or auto (default: ${DEFAULT-VALUE}); with --all on a GPU, the benchmarks"
              + " that can measure one.")
  private String device;

  @Option(
      names = "--suite",
      paramLabel = "SUITE[@PRESET]",
      description = "With training-step: whose trials to measure.")
  private String suite;

  @Option(
      names = "--only",
      paramLabel = "KEY=VALUE[,VALUE]",
      description = "With training-step: measures only these trials, as for run.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "With training-step: sets an option of every trial, as for run.")
  private List<String> set = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Benchmarks all = new Benchmarks();
    if (name == null && !every) {
      all.names().forEach(each -> System.out.println(each + ": " + all.get(each).claim()));
      return 0;
    }
    PyTorchSetting.check();
    List<String> names = every ? all.names() : List.of(name);
    names.forEach(all::get); // fails for an unknown one
    Device asked = Devices.of(device);
    boolean named = !every && !device.equals("auto");
    if (named && asked.isGpu() && !all.get(name).runsOnGpu()) {
      throw new IllegalArgumentException(
          "bench " + name + " measures nothing of a GPU; leave --device out");
    }
    List<BenchRow> rows = new ArrayList<>();
    List<NamedChart> charts = new ArrayList<>();
    List<String> about = new ArrayList<>();
    for (String each : names) {
      Benchmark benchmark = chosen(all.get(each));
      if (every && asked.isGpu() && !benchmark.runsOnGpu()) {
        continue;
      }
      Device on = benchmark.runsOnGpu() ? asked : Device.cpu();
      System.out.println(each + ": " + benchmark.claim());
      List<BenchRow> measured = new ArrayList<>();
      benchmark.run(
          on,
          more -> {
            measured.addAll(more);
            rows.addAll(more);
            keep(rows);
          });
      System.out.print(BenchWriter.text(measured));
      charts.addAll(benchmark.charts(measured));
      about.add(each + ": " + benchmark.claim() + ". " + machine(on));
      write(rows, charts, about); // a later one may fail
    }
    return 0;
  }

  private Benchmark chosen(Benchmark benchmark) {
    return suite == null && only.isEmpty() && set.isEmpty()
        ? benchmark
        : benchmark.of(suite == null ? null : SuiteRef.parse(suite), only, set);
  }

  /** Writes what is known: a benchmark of many minutes may be stopped. */
  private void keep(List<BenchRow> rows) {
    try {
      if (csv != null) {
        RunFiles.write(csv.toAbsolutePath(), BenchWriter.csv(rows));
      }
      if (out != null) {
        RunFiles.write(
            Files.createDirectories(out.toAbsolutePath()).resolve("bench.csv"),
            BenchWriter.csv(rows));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<BenchRow> rows, List<NamedChart> charts, List<String> about)
      throws IOException {
    keep(rows);
    if (out != null) {
      Path folder = Files.createDirectories(out.toAbsolutePath());
      PlainPage.Part figures =
          new PlainPage.Part(
              "Figures",
              BenchWriter.table(rows),
              "A ratio above 1 means that ours is better. bench.csv beside this page has the same rows.");
      PlainPage.write("Benchmarks", about, charts, List.of(figures), folder);
      System.out.println("page: " + folder.resolve("index.html"));
    }
  }

  /** Says where and when; the load tells how far times can be trusted. */
  private static String machine(Device on) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "Measured at %s on %s, %d processors (%s), load %.1f at the end, commit %s.",
        Instant.now().truncatedTo(ChronoUnit.MINUTES),
        on.isGpu() ? "GPU " + on.getDeviceId() : "the CPU",
        system.getAvailableProcessors(),
        system.getArch(),
        system.getSystemLoadAverage(),
        System.getProperty("ats.commit", "unknown"));
  }
}
