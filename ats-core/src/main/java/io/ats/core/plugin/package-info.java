/**
 * How components are plugged in: an options record implements {@link
 * io.ats.core.plugin.SelectorSpec}, or its counterpart for scorers, encoders, aggregators or
 * datasets; a {@link io.ats.core.plugin.ComponentModule} binds it to a name; a {@link
 * io.ats.core.plugin.Registry} finds it by that name.
 */
package io.ats.core.plugin;
