/** The Guice module that binds the built-in components: {@link io.ats.core.builtin.CoreModule}. */
package io.ats.core.builtin;
