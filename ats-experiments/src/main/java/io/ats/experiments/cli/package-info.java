/**
 * The command line: {@link io.ats.experiments.cli.Main} creates the injector and runs a command;
 * each command is a class, such as {@code RunCommand}.
 */
package io.ats.experiments.cli;
