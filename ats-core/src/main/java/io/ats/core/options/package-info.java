/**
 * Options of components: an immutable record whose components carry {@link
 * io.ats.core.options.Option}, and whose constructor calls {@link
 * io.ats.core.options.Options#check}. The defaults are an instance of the record.
 */
package io.ats.core.options;
