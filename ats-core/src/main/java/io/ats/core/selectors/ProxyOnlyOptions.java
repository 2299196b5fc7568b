package io.ats.core.selectors;

/** Options of {@code proxy-only}: none; the dataset says what the view is. */
public record ProxyOnlyOptions() {

  /** The only one there is. */
  public static final ProxyOnlyOptions DEFAULTS = new ProxyOnlyOptions();
}
