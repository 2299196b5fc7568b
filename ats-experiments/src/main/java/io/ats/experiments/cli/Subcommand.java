package io.ats.experiments.cli;

import java.util.concurrent.Callable;

/**
 * A command that a module adds to {@code ats} through a multibinder of this type: a class with
 * picocli's annotations that returns the exit status.
 */
public interface Subcommand extends Callable<Integer> {}
