package io.ats.experiments.faults;

import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.plugin.SelectorBlock;
import io.ats.core.selectors.Uniform;
import io.ats.core.selectors.UniformOptions;
import io.ats.core.selectors.UniformSampling;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** {@code uniform}, until it goes wrong. */
public final class Faulty extends SelectorBlock {

  private static final long MILLISECOND = 1_000_000;

  /** What it prints before it returns what is no number. */
  public static final String SAID = "faulty: no number follows";

  private final FaultyOptions options;
  private final Uniform uniform;

  Faulty(FaultyOptions options, ImageSpec image) {
    this.options = options;
    uniform = new Uniform(new UniformOptions(options.patch(), UniformSampling.RANDOM), image);
  }

  @Override
  public Selection select(Views views, Pass pass) {
    Selection selection = uniform.select(views, pass);
    if (!pass.training()) {
      return selection;
    }
    LockSupport.parkNanos(options.pause() * MILLISECOND);
    if (pass.progress() < options.at()) {
      return selection;
    }
    return switch (options.fault()) {
      case NONE -> selection;
      case NAN -> notANumber(selection);
      case CRASH -> crash();
      case HANG -> hang();
    };
  }

  private static Selection notANumber(Selection selection) {
    System.out.println(SAID);
    return Selection.of(
        selection.patches().mul(Float.NaN), selection.weights(), selection.regions());
  }

  private static Selection crash() {
    try {
      // By reflection, since the compiler warns of the class.
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
      throw new IllegalStateException("still here");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Selection hang() {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(never)));
    await(never);
    throw new IllegalStateException("never");
  }

  private static void await(CountDownLatch never) {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // It does not listen.
      }
    }
  }
}
