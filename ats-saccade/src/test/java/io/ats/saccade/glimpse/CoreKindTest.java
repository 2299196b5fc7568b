package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.saccade.recurrent.LstmCell;
import io.ats.saccade.recurrent.RectifierCell;
import org.junit.jupiter.api.Test;

class CoreKindTest {

  @Test
  void eachCoreMakesTheCellOfItsName() {
    assertThat(CoreKind.RELU.create(2)).isInstanceOf(RectifierCell.class);
    assertThat(CoreKind.LSTM.create(2)).isInstanceOf(LstmCell.class);
  }
}
