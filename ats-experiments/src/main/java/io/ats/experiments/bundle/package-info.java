/**
 * One archive for a machine that has neither Java nor Maven nor network: {@link
 * io.ats.experiments.bundle.Bundle} puts together a trimmed Java, the program's libraries, the
 * engine and the launcher.
 */
package io.ats.experiments.bundle;
