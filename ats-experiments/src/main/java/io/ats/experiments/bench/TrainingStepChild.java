package io.ats.experiments.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Trains trials for a few seconds each and says what their steps were doing. */
final class TrainingStepChild {

  /**
   * Trials to measure.
   *
   * @param configs the trials' configurations, YAML
   * @param device as for {@code run}
   * @param warmup seconds of training before the measured ones
   * @param seconds measured
   */
  record Question(List<String> configs, String device, double warmup, double seconds) {}

  /** Steps, where these take longer than the seconds. */
  private static final int LEAST_WARMUP = 5;

  private static final int LEAST_MEASURED = 3;

  private TrainingStepChild() {}

  /** Enough was measured. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Counts the steps between warming up and the end. */
  private static final class Watch implements TrainingListener, AutoCloseable {
    private final Question question;
    private long start;
    private StepSampler sampler;
    private long begin;
    private long end;
    private int steps;
    private int done;

    Watch(Question question) {
      this.question = question;
    }

    @Override
    public void onStep(int epoch, int step, int of, float loss) {
      long now = System.nanoTime();
      start = start == 0 ? now : start; // the first step waits for libraries to be loaded
      done++;
      if (sampler != null) {
        steps++;
        end = now;
        if ((end - begin) * 1e-9 >= question.seconds && steps >= LEAST_MEASURED) {
          throw new Enough();
        }
      } else if ((now - start) * 1e-9 >= question.warmup && done >= LEAST_WARMUP) {
        begin = System.nanoTime();
        sampler = new StepSampler(Thread.currentThread());
      }
    }

    @Override
    public void close() {
      if (sampler != null) {
        sampler.close();
      }
    }

    /** Returns milliseconds a step, and those of each part. */
    double[] milliseconds() {
      double step = (end - begin) * 1e-6 / steps;
      return DoubleStream.concat(
              DoubleStream.of(step), Arrays.stream(sampler.shares()).map(share -> share * step))
          .toArray();
    }
  }

  /** Measures a {@link Question} in a child; answers each trial. */
  public static void main(String[] arguments) throws JsonProcessingException {
    Question question = Child.question(arguments, Question.class);
    Resolver resolver = Main.injector(List.of()).getInstance(Resolver.class);
    for (String config : question.configs) {
      try {
        Assembly assembly = new Assembly(resolver.resolve(ConfigNode.parse(config, "bench")));
        Child.answer(measure(question, assembly));
      } catch (RuntimeException | IOException e) {
        e.printStackTrace();
        Child.answer(Double.NaN); // the other trials go on
      }
    }
  }

  private static double[] measure(Question question, Assembly assembly) throws IOException {
    Watch watch = new Watch(question);
    try (watch;
        Learner learner = assembly.learner(Devices.of(question.device))) {
      assembly.loop(assembly.open(), List.of(watch)).run(learner, 0);
    } catch (Enough e) {
      return watch.milliseconds();
    }
    throw new IllegalStateException(
        "training was over before %s s of it were measured: more images are needed, as by --set dataset.train=100000"
            .formatted(question.seconds));
  }
}
