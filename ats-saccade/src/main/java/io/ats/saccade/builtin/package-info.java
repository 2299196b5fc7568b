/** The Guice module of what this module has: {@link io.ats.saccade.builtin.SaccadeModule}. */
package io.ats.saccade.builtin;
