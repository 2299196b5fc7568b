package io.ats.experiments.run;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a trial's progress: a bar on a terminal, plain lines otherwise. */
interface ProgressView extends AutoCloseable {

  /** Shows the latest progress. */
  void show(ProgressLine line);

  @Override
  void close();

  /** Returns a bar on a terminal, plain lines otherwise. */
  static ProgressView of(String title, PrintStream out) {
    return System.console() != null ? new Bar(title) : new Lines(title, out);
  }

  /** A progress bar. */
  final class Bar implements ProgressView {
    private final ProgressBar bar;

    Bar(String title) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(title)
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(500)
              .build();
    }

    @Override
    public void show(ProgressLine line) {
      bar.maxHint(line.total());
      bar.stepTo(line.done());
      bar.setExtraMessage(line.text());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line whenever the text changes, which is once per epoch. */
  final class Lines implements ProgressView {
    private final String title;
    private final PrintStream out;
    private String last = "";

    Lines(String title, PrintStream out) {
      this.title = title;
      this.out = out;
    }

    @Override
    public void show(ProgressLine line) {
      if (!line.text().equals(last)) {
        last = line.text();
        out.println("  " + title + ": " + last);
        out.flush();
      }
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
