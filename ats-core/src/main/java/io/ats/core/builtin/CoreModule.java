package io.ats.core.builtin;

import io.ats.core.aggregators.ConcatOptions;
import io.ats.core.aggregators.CrossAttentionOptions;
import io.ats.core.aggregators.DecisionFusionOptions;
import io.ats.core.aggregators.GatedAttentionOptions;
import io.ats.core.aggregators.Max;
import io.ats.core.aggregators.Mean;
import io.ats.core.aggregators.NormalisedLogitsOptions;
import io.ats.core.aggregators.SummedLogitsOptions;
import io.ats.core.aggregators.TransformerOptions;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.encoders.AtsResNet;
import io.ats.core.encoders.ConvNet;
import io.ats.core.encoders.DeepMil;
import io.ats.core.encoders.FullyConvolutional;
import io.ats.core.encoders.LeNet;
import io.ats.core.encoders.LymphomaNet;
import io.ats.core.encoders.ResNet18;
import io.ats.core.encoders.ResNet34;
import io.ats.core.encoders.ResNet50;
import io.ats.core.nts.NtsNetOptions;
import io.ats.core.plugin.ComponentModule;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.selectors.AllPatchesOptions;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.core.selectors.AutoregressiveOptions;
import io.ats.core.selectors.GridCropsOptions;
import io.ats.core.selectors.ProxyOnlyOptions;
import io.ats.core.selectors.ReinforceOptions;
import io.ats.core.selectors.SamplingWithReplacementOptions;
import io.ats.core.selectors.SystematicSamplingOptions;
import io.ats.core.selectors.TwoPassOptions;
import io.ats.core.selectors.UniformOptions;
import io.ats.core.selectors.WholeImageOptions;

/** Binds the components of this module. */
public final class CoreModule extends ComponentModule {

  @Override
  protected void configure() {
    bindSelector("ats", AttentionSamplingOptions.DEFAULTS);
    bindSelector("ats-systematic", SystematicSamplingOptions.DEFAULTS);
    bindSelector("ats-with-replacement", SamplingWithReplacementOptions.DEFAULTS);
    bindSelector("reinforce", ReinforceOptions.DEFAULTS);
    bindSelector("autoregressive", AutoregressiveOptions.DEFAULTS);
    bindSelector("uniform", UniformOptions.DEFAULTS);
    bindSelector("two-pass", TwoPassOptions.DEFAULTS);
    bindSelector("all-patches", AllPatchesOptions.DEFAULTS);
    bindSelector("whole-image", WholeImageOptions.DEFAULTS);
    bindSelector("grid-crops", GridCropsOptions.DEFAULTS);
    bindSelector("proxy-only", new ProxyOnlyOptions());
    bindSelector("nts-net", NtsNetOptions.DEFAULTS);
    bindScorer(ConvolutionalScorerOptions.NAME, ConvolutionalScorerOptions.DEFAULTS);
    bindEncoder("lenet", LeNet.DEFAULTS);
    bindEncoder("convnet", ConvNet.DEFAULTS);
    bindEncoder("fully-convolutional", FullyConvolutional.DEFAULTS);
    bindEncoder("ats-resnet", AtsResNet.DEFAULTS);
    bindEncoder("deep-mil", DeepMil.DEFAULTS);
    bindEncoder("lymphoma-net", LymphomaNet.DEFAULTS);
    bindEncoder("resnet18", ResNet18.DEFAULTS);
    bindEncoder("resnet34", ResNet34.DEFAULTS);
    bindEncoder("resnet50", ResNet50.DEFAULTS);
    bindAggregator("mean", new Mean());
    bindAggregator("max", new Max());
    bindAggregator("gated-attention", GatedAttentionOptions.DEFAULTS);
    bindAggregator("cross-attention", CrossAttentionOptions.DEFAULTS);
    bindAggregator("transformer", TransformerOptions.DEFAULTS);
    bindAggregator("concat", ConcatOptions.DEFAULTS);
    bindAggregator("summed-logits", SummedLogitsOptions.DEFAULTS);
    bindAggregator("whole-and-parts", WholeAndPartsOptions.DEFAULTS);
    bindAggregator("normalised-logits", NormalisedLogitsOptions.DEFAULTS);
    bindAggregator("decision-fusion", DecisionFusionOptions.DEFAULTS);
  }
}
