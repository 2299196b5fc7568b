package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void everyUseEpochAndTrialHasASeedOfItsOwn() {
    Set<Long> all = new HashSet<>();
    int count = 0;
    for (long trial = 0; trial < 20; trial++) {
      Seeds seeds = new Seeds(trial);
      all.add(seeds.data());
      all.add(seeds.initialisation());
      all.add(seeds.evaluation());
      count += 3;
      for (int epoch = 1; epoch <= 50; epoch++) {
        all.add(seeds.order(epoch));
        all.add(seeds.sampling(epoch));
        count += 2;
      }
    }
    assertThat(all).hasSize(count);
    assertThat(new Seeds(3)).isEqualTo(new Seeds(3));
    assertThat(new Seeds(3).sampling(2)).isEqualTo(new Seeds(3).sampling(2));
  }
}
