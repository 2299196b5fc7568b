package io.ats.experiments.run;

import io.ats.experiments.results.Metric;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import java.io.PrintStream;

/** Prints a trial's progress for its launcher; ends the trial if the output is closed. */
public final class ProgressPrinter implements TrainingListener {

  private static final long INTERVAL_NANOS = 500_000_000L;

  private final PrintStream out;
  private int epochs;
  private String text = "starting";
  private long next;
  private long steps;

  /** Creates the listener. */
  public ProgressPrinter(PrintStream out) {
    this.out = out;
  }

  /** Prints that the trial is waiting for another process that trains it. */
  public void waiting() {
    print(ProgressLine.WAITING);
  }

  @Override
  public void onStart(int ofTrial) {
    epochs = ofTrial;
  }

  @Override
  public void onStep(int epoch, int step, int ofEpoch, float loss) {
    steps = ofEpoch;
    long now = System.nanoTime();
    if (now >= next) {
      next = now + INTERVAL_NANOS;
      print(new ProgressLine((epoch - 1) * steps + step, epochs * steps, text));
    }
  }

  @Override
  public void onEpoch(EpochSummary summary, Learner learner) {
    text =
        "epoch %d/%d, train loss %.3f, validation accuracy %.3f"
            .formatted(
                summary.epoch(),
                epochs,
                summary.train().value(Metric.LOSS),
                summary.validation().value(Metric.ACCURACY));
    print(new ProgressLine(summary.epoch() * steps, epochs * steps, text));
  }

  private void print(ProgressLine line) {
    out.println(line.line());
    if (out.checkError()) {
      throw new LauncherGoneException();
    }
  }
}
