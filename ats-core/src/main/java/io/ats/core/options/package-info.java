/**
 * How options are described: a component's options are one immutable record whose components carry
 * {@link io.ats.core.options.Option}. Its default values are an instance of the record.
 */
package io.ats.core.options;
