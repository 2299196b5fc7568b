package io.ats.experiments.yaml;

import io.ats.core.options.Worded;
import io.ats.core.plugin.Component;
import java.util.ArrayList;
import java.util.List;

/** Lists the options of a record for {@code ./ats describe}. */
public final class Describe {

  private Describe() {}

  /** Returns the options in the record's order, nested ones with dotted keys. */
  public static List<OptionDoc> options(Record defaults) {
    List<OptionDoc> options = new ArrayList<>();
    collect("", defaults, options);
    return List.copyOf(options);
  }

  private static void collect(String path, Record defaults, List<OptionDoc> options) {
    for (Records.Field component : Records.components(defaults)) {
      String key = component.embedded() ? path : Names.join(path, component.key());
      if (component.value() instanceof Component<?> named) {
        options.add(
            new OptionDoc(
                Names.join(key, "name"),
                "text",
                named.name(),
                "",
                component.option() == null ? "" : component.option().value()));
        collect(key, (Record) named.spec(), options);
      } else if (component.nested()) {
        collect(key, (Record) component.value(), options);
      } else {
        options.add(
            new OptionDoc(
                key,
                type(component),
                ConfigWriter.inline(ConfigWriter.node(component)),
                component.range().text(),
                component.option() == null ? "" : component.option().value()));
      }
    }
  }

  private static String type(Records.Field component) {
    if (component.value() instanceof Worded<?> worded) {
      return worded.kind();
    }
    return component.list()
        ? "list of " + Values.plural(component.type())
        : Values.typeText(component.type());
  }
}
