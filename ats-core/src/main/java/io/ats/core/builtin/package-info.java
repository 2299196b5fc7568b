/** The Guice module of what this module has: {@link io.ats.core.builtin.CoreModule}. */
package io.ats.core.builtin;
