/** The Guice module of the selectors: {@link io.ats.saccade.builtin.SaccadeModule}. */
package io.ats.saccade.builtin;
