package io.ats.core.builtin;

import io.ats.core.aggregators.ConcatFactory;
import io.ats.core.aggregators.CrossAttentionFactory;
import io.ats.core.aggregators.GatedAttentionFactory;
import io.ats.core.aggregators.MaxFactory;
import io.ats.core.aggregators.MeanFactory;
import io.ats.core.aggregators.TransformerFactory;
import io.ats.core.encoders.AtsResNetFactory;
import io.ats.core.encoders.ConvNetFactory;
import io.ats.core.encoders.LeNetFactory;
import io.ats.core.encoders.ResNet18Factory;
import io.ats.core.plugin.SelectorModule;
import io.ats.core.selectors.AllPatchesFactory;
import io.ats.core.selectors.AttentionSamplingFactory;
import io.ats.core.selectors.GridCropsFactory;
import io.ats.core.selectors.ProxyOnlyFactory;
import io.ats.core.selectors.ReinforceFactory;
import io.ats.core.selectors.SamplingWithReplacementFactory;
import io.ats.core.selectors.UniformFactory;
import io.ats.core.selectors.WholeImageFactory;

/** Plugs in what this module has. */
public final class CoreModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("ats", AttentionSamplingFactory.class);
    bindSelector("ats-with-replacement", SamplingWithReplacementFactory.class);
    bindSelector("reinforce", ReinforceFactory.class);
    bindSelector("uniform", UniformFactory.class);
    bindSelector("all-patches", AllPatchesFactory.class);
    bindSelector("whole-image", WholeImageFactory.class);
    bindSelector("grid-crops", GridCropsFactory.class);
    bindSelector("proxy-only", ProxyOnlyFactory.class);
    bindEncoder("lenet", LeNetFactory.class);
    bindEncoder("convnet", ConvNetFactory.class);
    bindEncoder("ats-resnet", AtsResNetFactory.class);
    bindEncoder("resnet18", ResNet18Factory.class);
    bindAggregator("mean", MeanFactory.class);
    bindAggregator("max", MaxFactory.class);
    bindAggregator("gated-attention", GatedAttentionFactory.class);
    bindAggregator("cross-attention", CrossAttentionFactory.class);
    bindAggregator("transformer", TransformerFactory.class);
    bindAggregator("concat", ConcatFactory.class);
  }
}
