/**
 * Configuration as YAML: parsed into a tree that records file and line, bound to records, and
 * written from records. Errors name the key, the value, what is allowed, file and line.
 *
 * <p>Read first: {@link io.ats.experiments.yaml.ConfigNode}, the tree; {@link
 * io.ats.experiments.yaml.RecordBinder}, which turns it into records; {@link
 * io.ats.experiments.yaml.ConfigWriter}, which writes records as YAML.
 */
package io.ats.experiments.yaml;
