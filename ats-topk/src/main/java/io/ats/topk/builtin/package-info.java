/** The Guice module of the top-K selectors: {@link io.ats.topk.builtin.TopKModule}. */
package io.ats.topk.builtin;
