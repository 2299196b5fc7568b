/**
 * The door through which components enter: extend {@link io.ats.core.plugin.SelectorModule}, bind a
 * {@link io.ats.core.plugin.Factory} to a name, and it stands in the {@link
 * io.ats.core.plugin.Registry} beside the built-in ones.
 */
package io.ats.core.plugin;
