/**
 * What the top-K selectors do to scores before they choose: {@link
 * io.ats.topk.scores.ScoreNormalisation}.
 */
package io.ats.topk.scores;
