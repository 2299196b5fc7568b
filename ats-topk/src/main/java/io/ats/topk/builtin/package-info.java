/** The Guice module of what this module has: {@link io.ats.topk.builtin.TopKModule}. */
package io.ats.topk.builtin;
