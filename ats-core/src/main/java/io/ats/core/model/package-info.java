/** The one model that every selector is trained in: {@link io.ats.core.model.PatchClassifier}. */
package io.ats.core.model;
