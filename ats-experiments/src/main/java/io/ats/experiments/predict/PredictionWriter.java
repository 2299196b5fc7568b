package io.ats.experiments.predict;

import java.io.IOException;

/** Writes predictions one after another. */
public interface PredictionWriter extends AutoCloseable {

  /** Writes a prediction. */
  void add(ImagePrediction prediction) throws IOException;

  /** Writes that an image was not predicted. */
  void addError(String image, String reason) throws IOException;

  /** Hands on what was written so far. */
  void flush() throws IOException;

  /** Writes the end. */
  @Override
  void close() throws IOException;
}
