package io.ats.saccade.glimpse;

import io.ats.saccade.recurrent.LstmCell;
import io.ats.saccade.recurrent.RectifierCell;
import io.ats.saccade.recurrent.RecurrentCell;

/** The kind of a recurrent core. */
public enum Core {
  /** {@code relu(W g + U h + b)}, as RAM for still images. */
  RELU {
    @Override
    RecurrentCell create(int size) {
      return new RectifierCell(size);
    }
  },
  /** Long short-term memory, as RAM for moving ones. */
  LSTM {
    @Override
    RecurrentCell create(int size) {
      return new LstmCell(size);
    }
  };

  /** Returns a cell of {@code size} units, not yet initialised. */
  abstract RecurrentCell create(int size);
}
