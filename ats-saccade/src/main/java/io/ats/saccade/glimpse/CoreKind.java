package io.ats.saccade.glimpse;

import io.ats.saccade.recurrent.LstmCell;
import io.ats.saccade.recurrent.RectifierCell;
import io.ats.saccade.recurrent.RecurrentCell;

/** The recurrent core of {@code ram}. */
public enum CoreKind {
  /** {@code relu(W g + U h + b)}, as in RAM for static images. */
  RELU {
    @Override
    RecurrentCell create(int size) {
      return new RectifierCell(size);
    }
  },
  /** Long short-term memory, as in RAM for dynamic environments. */
  LSTM {
    @Override
    RecurrentCell create(int size) {
      return new LstmCell(size);
    }
  };

  /** Returns a cell of {@code size} units, not yet initialised. */
  abstract RecurrentCell create(int size);
}
