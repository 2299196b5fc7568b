package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.saccade.recurrent.LstmCell;
import io.ats.saccade.recurrent.RectifierCell;
import org.junit.jupiter.api.Test;

class CoreTest {

  @Test
  void eachCoreMakesTheCellOfItsName() {
    assertThat(Core.RELU.create(2)).isInstanceOf(RectifierCell.class);
    assertThat(Core.LSTM.create(2)).isInstanceOf(LstmCell.class);
  }
}
