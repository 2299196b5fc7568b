/**
 * The command line: {@link io.ats.experiments.cli.Main} makes the injector, each command is a
 * class.
 */
package io.ats.experiments.cli;
